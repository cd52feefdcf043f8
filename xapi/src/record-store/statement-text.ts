import { isObject, type JsonObject } from '../validation/structure.ts';
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

/** The text of an object with some of its members' values, as text, changed. */
function editMembers(text: string, edit: (name: string, value: string) => string): string {
  let edited = '';
  let copied = 0;
  for (const { name, valueStart, end } of memberSpans(text)) {
    edited += `${text.slice(copied, valueStart)}${edit(name, text.slice(valueStart, end))}`;
    copied = end;
  }
  return `${edited}${text.slice(copied)}`;
}

const editMember = (text: string, name: string, edit: (value: string) => string): string =>
  editMembers(text, (each, value) => (each === name ? edit(value) : value));

const inList = (value: string): string => (value.startsWith('{') ? `[${value}]` : value);

const listed = (text: string): string =>
  editMember(text, 'context', (context) =>
    editMember(context, 'contextActivities', (lists) => editMembers(lists, (_, value) => inList(value))),
  );

function hasSingle({ context }: JsonObject): boolean {
  const lists = isObject(context) ? context['contextActivities'] : undefined;
  return isObject(lists) && Object.values(lists).some((list) => !Array.isArray(list));
}

/**
 * A statement's text with each context activity in a list, those of its substatement too: a single one may come without.
 * @see xAPI 1.0.3 Data §2.4.6.2 "every value in the contextActivities Object … returned … as an array"
 */
export function listContextActivities(text: string, statement: JsonObject): string {
  const { object } = statement;
  const own = hasSingle(statement) ? listed(text) : text;
  return isObject(object) && object['objectType'] === 'SubStatement' && hasSingle(object)
    ? editMember(own, 'object', listed)
    : own;
}
