import vm from 'node:vm';

export const unescape = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** The data attributes of the page's task, its script, and the policy it runs under. */
export async function readPage(response: Response) {
  const html = await response.text();
  const task = /<div id="task" ([^>]*)>/.exec(html)?.[1] ?? '';
  const data = Object.fromEntries(
    [...task.matchAll(/data-([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name!, unescape(value!)]),
  );
  const [, nonce, script] = /<script nonce="([^"]+)">([\s\S]*?)<\/script>/.exec(html) ?? [];
  return { html, data, nonce, script: script ?? '', policy: response.headers.get('content-security-policy') };
}
type Page = Awaited<ReturnType<typeof readPage>>;

export interface StoredMessage {
  subject: string;
  message_id: string;
  key: string;
  value?: string;
}

/** Runs a page's script as a frame of an LMS that answers, lies or keeps silent. */
export async function runScript(
  page: Page,
  {
    answer,
    cookies = true,
    expect: until,
  }: {
    answer?: (message: StoredMessage, origin: string) => { origin: string; data: object } | undefined;
    cookies?: boolean;
    expect: 'navigation' | 'submission' | 'blocked';
  },
): Promise<{ next?: string; proof?: string; title?: string; blocked: boolean }> {
  let listener: ((event: unknown) => void) | undefined;
  let finish: (value: unknown) => void = () => undefined;
  const finished = new Promise((resolve) => (finish = resolve));
  const outcome: { next?: string; proof?: string; title?: string; blocked: boolean } = { blocked: false };
  const frame = {
    postMessage: (message: StoredMessage, origin: string) => {
      const reply = answer?.(message, origin);
      if (reply) setImmediate(() => listener?.(reply));
    },
  };
  const waiting = { hidden: false };
  const proof = { value: '' };
  const elements: Record<string, unknown> = {
    task: { dataset: page.data },
    title: {
      set textContent(text: string) {
        outcome.title = text;
      },
    },
    waiting,
    blocked: {
      set hidden(value: boolean) {
        outcome.blocked = !value;
        if (until === 'blocked') finish(undefined);
      },
    },
    proof,
    form: {
      submit: () => {
        outcome.proof = proof.value;
        finish(undefined);
      },
    },
  };
  const document = {
    jar: '',
    getElementById: (id: string) => elements[id],
    get cookie() {
      return this.jar;
    },
    set cookie(line: string) {
      if (cookies) this.jar = line.split(';')[0]!;
    },
  };
  const window = {
    parent: { frames: { lti_storage_frame: frame }, postMessage: frame.postMessage },
    location: {
      replace: (next: string) => {
        outcome.next = next;
        finish(undefined);
      },
    },
    addEventListener: (_name: string, added: (event: unknown) => void) => (listener = added),
    removeEventListener: () => (listener = undefined),
  };
  vm.runInNewContext(page.script, {
    window,
    document,
    // The script's patience is not the test's.
    setTimeout: (run: () => void) => setTimeout(run, 50),
    clearTimeout,
  });
  await finished;
  return outcome;
}

/** A platform storage as the specification wants it. */
export function makeStorage(platformOrigin: string) {
  const stored = new Map<string, string>();
  return {
    stored,
    answer: (message: StoredMessage, origin: string) => {
      if (origin !== platformOrigin) return undefined;
      if (message.subject === 'lti.put_data') stored.set(message.key, message.value!);
      return {
        origin: platformOrigin,
        data: {
          subject: `${message.subject}.response`,
          message_id: message.message_id,
          key: message.key,
          value: stored.get(message.key),
        },
      };
    },
  };
}
