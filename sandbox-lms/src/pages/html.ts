/** Markup that is safe to send: everything that was filled into it has been escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Fragment = string | number | Html | false | null | undefined | Fragment[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

function render(fragment: Fragment): string {
  if (fragment === false || fragment === null || fragment === undefined) return '';
  if (fragment instanceof Html) return fragment.text;
  if (Array.isArray(fragment)) return fragment.map(render).join('');
  return escape(String(fragment));
}

/** Template tag: escapes what is filled in, unless it is markup made by this tag. */
export const html = (strings: TemplateStringsArray, ...fragments: Fragment[]): Html =>
  new Html(strings.map((part, i) => (i < fragments.length ? part + render(fragments[i]) : part)).join(''));
