import { optionsThatMeanOthers } from './option-of-others.rules.ts';

interface Text {
  vi: string;
  en?: string | undefined;
}

/** A question of any type; those that choose have options and a key. */
interface MaybeWithOptions {
  type: string;
  stem: Text;
  options?: readonly { id: string; text: Text }[];
}

/** What gives the key of a question away, or makes it read wrongly: each with its reason, none of them a fault. */
type QualityCode = 'means_others' | 'key_longest' | 'absolute_distractors' | 'negative_stem';

export interface QualityRemark {
  code: QualityCode;
  path: (string | number)[];
  /** What stands there, in Vietnamese. */
  text: string;
}

const CHOICES = new Set(['single-choice', 'multiple-choice']);

/** How much longer than the next one the key is where its length alone tells it, and by how many characters at least. */
const LONGER = 1.4;
const MORE_CHARACTERS = 15;

/** Words that make what says them wrong nearly always, as those who take many tests know. */
const ABSOLUTE =
  /(?<!\p{L})(?:luôn luôn|luôn|không bao giờ|tuyệt đối|hoàn toàn|duy nhất|mọi|tất cả|bất kỳ|bất kì|always|never|absolutely|completely|only|every|all)(?!\p{L})/iu;

/** Negations that are easily read over: those in capitals are not. "Chứ không" is read where it stands. */
const NEGATION =
  /(?<!\p{L})(?:(?<!chứ )(?:[Kk]hông|[Cc]hưa) (?:phải|đúng|thuộc|bao gồm|gồm|phù hợp|chính xác)|[Nn]goại trừ|(?:nào|đây) (?:là )?sai|is not|are not|except|incorrect|false)(?!\p{L})/u;
/** Says that one of several is asked for. */
const ASKS = /(?<!\p{L})(?:nào|đây|gì|ai|đâu|which|what|who)(?!\p{L})/iu;
const ASIDE = /\([^()]*\)|“[^“”]*”|"[^"]*"/gu;

/** The negation of what is asked: what is quoted, or in brackets, or in another clause, is no part of that. */
const negationIn = (stem: string): string | undefined =>
  stem
    .normalize('NFC')
    .replaceAll(ASIDE, '')
    .split(/[.;:?!]/u)
    .filter((clause) => ASKS.test(clause))
    .flatMap((clause) => NEGATION.exec(clause)?.[0] ?? [])[0];

const keyOf = (question: object): readonly string[] => {
  const { key } = question as { key?: unknown };
  return Array.isArray(key) ? (key as string[]) : [];
};

type Options = NonNullable<MaybeWithOptions['options']>;

function longestKey(options: Options, key: readonly string[]): QualityRemark[] {
  const [right] = key;
  const index = options.findIndex(({ id }) => id === right);
  if (key.length !== 1 || options.length < 3 || index === -1) return [];
  const length = options[index]?.text.vi.length ?? 0;
  const next = Math.max(...options.filter((_, place) => place !== index).map(({ text }) => text.vi.length));
  if (length < next * LONGER || length < next + MORE_CHARACTERS) return [];
  return [{ code: 'key_longest', path: ['options', index], text: options[index]?.text.vi ?? '' }];
}

/** Where two wrong options or more are absolute and no right one is. */
function absoluteDistractors(options: Options, key: readonly string[]): QualityRemark[] {
  const absolute = options.filter(({ text }) => ABSOLUTE.test(text.vi));
  const [first] = absolute;
  if (!first || absolute.length < 2 || absolute.some(({ id }) => key.includes(id))) return [];
  const words = absolute.map(({ text }) => ABSOLUTE.exec(text.vi)?.[0].toLowerCase() ?? '');
  return [
    {
      code: 'absolute_distractors',
      path: ['options', options.indexOf(first)],
      text: [...new Set(words)].join(', '),
    },
  ];
}

/**
 * Remarks on how a question is written.
 * @see Haladyna, Downing, Rodriguez: A Review of Multiple-Choice Item-Writing Guidelines (2002), 4, 6, 17, 24, 28
 */
export function qualityRemarks(question: MaybeWithOptions): QualityRemark[] {
  const { type, stem, options = [] } = question;
  const others = optionsThatMeanOthers(question).map(({ text }): QualityRemark => ({
    code: 'means_others',
    path: ['options'],
    text: text.vi,
  }));
  if (!CHOICES.has(type)) return others;
  const key = keyOf(question);
  const negation = negationIn(stem.vi);
  return [
    ...(negation === undefined ? [] : [{ code: 'negative_stem' as const, path: ['stem'], text: negation }]),
    ...longestKey(options, key),
    ...absoluteDistractors(options, key),
    ...others,
  ];
}
