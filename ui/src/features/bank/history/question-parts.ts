import type { QuestionVersion } from '@chuyen-de/contracts';
import type { MessageId } from '../../../i18n/messages.ts';
import { letterAt } from '../../../question-types/choices/option-rows.tsx';
import { numberOf, stringsOf, textOf, type Typed } from '../../../question-types/editing.tsx';
import { sourceName } from '../source-words.ts';

/** A part of a question as it is read: what it is called, and what it says. */
export interface QuestionPart {
  /** The same in all versions that have this part. */
  id: string;
  label: string;
  text: string;
  lang?: 'vi' | 'en';
  /** It is another one, or the same: single words of it are not compared. */
  whole?: true;
}

/** The words that parts are called by. */
export interface PartWords {
  say: (id: MessageId, values?: Record<string, string | number>) => string;
  /** Whether there is such a message. */
  knows: (id: string) => boolean;
  number: (value: number) => string;
  topicOf: (code: string) => string;
}

/** The order of the form: what stands first, and what behind all else. */
const ORDER = ['stem', 'text', 'options', 'left', 'right', 'items', 'gaps', 'key', 'accepted', 'exact'];
const LAST = ['explanation', 'hints', 'source', 'sourceText'];

const placeOf = (name: string): number => {
  const [first, last] = [ORDER.indexOf(name), LAST.indexOf(name)];
  if (first >= 0) return first;
  return last >= 0 ? ORDER.length + 1 + last : ORDER.length;
};

/** Names, and what is told in other words. */
const UNTOLD: ReadonlySet<string> = new Set(['id', 'type', 'source']);

const isRecord = (value: unknown): value is Typed =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: Typed): boolean =>
  'vi' in value && Object.keys(value).every((name) => name === 'vi' || name === 'en');

/** Where a value stands. */
interface Place {
  name: string;
  id: string;
  label: string;
  /** What stands beside it. */
  beside: Typed;
}

/** What a member is called. */
function nameOf({ say, knows }: PartWords, name: string): string {
  const id = ['bank.field.', 'history.field.'].map((start) => start + name).find(knows);
  return say((id ?? 'bank.field.other') as MessageId);
}

/** What one of several is called, by its place among them. */
function itemName(words: PartWords, name: string, index: number, id: unknown): string {
  const number = index + 1;
  switch (name) {
    case 'options':
      return words.say('bank.option', { letter: letterAt(index) });
    case 'gaps':
      return words.say('bank.gap', { mark: typeof id === 'string' ? id : number });
    case 'rubric':
      return words.say('bank.criterion', { number });
    case 'hints':
      return words.say('bank.hint', { number });
    default:
      return `${nameOf(words, name)} ${number}`;
  }
}

/** The text of the one of several parts that has an identifier. */
function wordsOfItem(items: unknown, id: unknown): string {
  const list = Array.isArray(items) ? (items as unknown[]) : [];
  const index = list.findIndex((item) => isRecord(item) && item['id'] === id);
  const item = list[index];
  return isRecord(item) ? textOf(item['text']).vi || textOf(item['text']).en : '';
}

/** A key in words: the options that are right, what belongs together, or whether a statement is true. */
function keyWords({ say }: PartWords, key: unknown, beside: Typed): string {
  if (typeof key === 'boolean') return say(`bank.statement.${key}`);
  if (isRecord(key))
    return Object.entries(key)
      .map(([left, right]) => `${wordsOfItem(beside['left'], left)} → ${wordsOfItem(beside['right'], right)}`)
      .join('\n');
  const { options } = beside;
  const ids = Array.isArray(options) ? (options as Typed[]).map(({ id }) => id) : [];
  return stringsOf(key)
    .map((id) => ({ at: ids.indexOf(id), text: wordsOfItem(options, id) }))
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => (at < 0 ? '?' : `${letterAt(at)}. ${text}`))
    .join('\n');
}

/** What is told in one line, by what it is called; undefined: it has parts of its own. */
function lineOf(words: PartWords, { name, beside }: Place, value: unknown): string | undefined {
  const { say, number } = words;
  if (name === 'key') return keyWords(words, value, beside);
  if (name === 'scoring' && typeof value === 'string')
    return words.knows(`bank.scoring.${value}`) ? say(`bank.scoring.${value}` as MessageId) : value;
  if (name === 'exact' && isRecord(value))
    return (['case', 'marks', 'tonePlacement'] as const)
      .filter((what) => value[what] === true)
      .map((what) => say(`bank.exact.${what}`))
      .join('\n');
  if (name === 'tolerance' && isRecord(value)) return `${number(numberOf(value['percent']) ?? 0)}%`;
  if (name === 'words' && isRecord(value))
    return [value['least'], value['most']].map((bound) => number(numberOf(bound) ?? 0)).join('–');
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return say(`bank.statement.${value}`);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join('\n');
  return undefined;
}

const FREE: ReadonlySet<string> = new Set(['accepted', 'sourceText']);

function partsAt(words: PartWords, place: Place, value: unknown): QuestionPart[] {
  const { name, id, label } = place;
  const line = lineOf(words, place, value);
  if (line !== undefined) return [{ id, label, text: line, ...(!FREE.has(name) && { whole: true }) }];
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => {
      const own = isRecord(item) ? item['id'] : undefined;
      const itemLabel = itemName(words, name, index, own);
      const itemId = `${id}.${typeof own === 'string' ? own : index}`;
      return partsAt(words, { ...place, name: '', id: itemId, label: itemLabel }, item);
    });
  if (!isRecord(value)) return [];
  if (isText(value)) {
    const { vi, en } = textOf(value);
    const english = words.say('bank.inEnglish', { label });
    return [
      { id: `${id}.vi`, label, text: vi, lang: 'vi' },
      { id: `${id}.en`, label: english, text: en, lang: 'en' },
    ];
  }
  return membersOf(value).flatMap(([member, each]) => {
    const within = words.say('history.within', { outer: label, inner: nameOf(words, member) });
    // An option, or an item, is its text.
    const itself = member === 'text' || member === 'title' ? label : within;
    return partsAt(words, { name: member, id: `${id}.${member}`, label: itself, beside: value }, each);
  });
}

const membersOf = (content: Typed): [string, unknown][] =>
  Object.entries(content)
    .filter(([name]) => !UNTOLD.has(name))
    .sort(([a], [b]) => placeOf(a) - placeOf(b));

/** What a version of a question says, part by part, in the order in which it is read. */
export function questionParts(
  { draft: { topic, level, content, tags = [] }, source }: QuestionVersion,
  words: PartWords,
): QuestionPart[] {
  const { say } = words;
  const whole = { whole: true } as const;
  const parts = membersOf(content).flatMap(([name, value]) =>
    partsAt(words, { name, id: name, label: nameOf(words, name), beside: content }, value),
  );
  const cited = source ? `${sourceName(source.document)}, ${source.clause}` : '';
  const named = cited === '' && content['source'] !== undefined ? say('history.source.unknown') : cited;
  return [
    { id: 'topic', label: say('bank.topic'), text: words.topicOf(topic), ...whole },
    { id: 'level', label: say('bank.level'), text: say(`level.${level}`), ...whole },
    { id: 'type', label: say('bank.type'), text: say(`bank.type.${content.type}`), ...whole },
    { id: 'tags', label: say('bank.field.tags'), text: tags.join(', ') },
    ...parts,
    { id: 'source', label: say('bank.field.source'), text: named, ...whole },
  ].filter(({ text }) => text.trim() !== '');
}
