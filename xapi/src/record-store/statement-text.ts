import { memberSpans } from './json-spans.ts';

/** What the store sets by itself, or changes: members by name, each with its value as JSON. */
export type SetMembers = Readonly<Record<string, string | undefined>>;

/** Line ends and tabs stand between tokens only: within strings JSON has them escaped. */
const onOneLine = (text: string): string => (/[\n\r\t]/.test(text) ? text.replace(/[\n\r\t]+/g, ' ') : text);

/**
 * A statement's text as it came, spelling of numbers and order of properties included, with some members set anew and
 * some left out, on one line and without its closing brace, so that more can follow.
 * @param set values as JSON; undefined: the member goes
 */
export function openText(text: string, set: SetMembers): string {
  const kept: string[] = [];
  for (const { name, start, end } of memberSpans(text))
    if (!Object.hasOwn(set, name)) kept.push(text.slice(start, end));
  for (const [name, value] of Object.entries(set)) if (value !== undefined) kept.push(`"${name}":${value}`);
  return onOneLine(`{${kept.join(',')}`);
}
