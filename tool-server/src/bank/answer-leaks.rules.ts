import type { QuestionContent as TypedContent } from '@chuyen-de/question-types';
import { fold } from '@chuyen-de/contracts/vietnamese';

/** A question among those that may stand on one paper. */
export interface LeakQuestion {
  code: string;
  content: TypedContent & { stem: { vi: string } };
}

/** That the stem of one question tells the answer of another, in these words. */
export interface Leak {
  /** The code of the question that is told. */
  of: string;
  /** The code of the one that tells it. */
  by: string;
  /** As its author wrote it. */
  answer: string;
}

/** Answers of fewer syllables are words of everyday; one number of so many digits is not. */
const LEAST_WORDS = 2;
const LEAST_DIGITS = 3;
/** Words of which more stems than this have each pair in a row tell no question from another. */
const MOST_SHARING = 40;
/** Stems are about the same where they have so many words of the asked one in common, of the words that carry it. */
const LEAST_COMMON = 2;
/** Of longer stems the beginning is looked at. */
const MOST_CHARACTERS = 2_000;

/** Words with which questions are asked, without marks: they say nothing of what is asked. */
const ASKING = new Set(
  `ai bao nhieu boi cac cai cau cho co con cua da day dieu do dung duoc gi hay hien ke khi khong la len lam luc mot muc nam nao nay ngay nguoi nhung noi dung o ra sai sau se so tai theo the thi thuoc trong tren truoc tu va vao ve vi viec voi`.split(
    ' ',
  ),
);

const wordsIn = (text: string): string[] =>
  fold(text.slice(0, MOST_CHARACTERS))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const spelt = (words: readonly string[]): string => ` ${words.join(' ')} `;

interface MaybeAnswered {
  options?: readonly { id: string; text: { vi: string } }[] | undefined;
  key?: unknown;
  /** Patterns of what is typed, where `*` stands for anything. */
  accepted?: readonly string[] | undefined;
}

/** What is right of a question in words, and what is not. */
function saidOf({ options = [], key, accepted = [] }: MaybeAnswered): { right: string[]; wrong: string[] } {
  const keys: unknown[] = Array.isArray(key) ? key : [];
  const textsOf = (isRight: boolean) =>
    options.filter(({ id }) => keys.includes(id) === isRight).map(({ text }) => text.vi);
  return {
    right: [...textsOf(true), ...accepted.map((pattern) => pattern.replaceAll('*', ' ').trim())],
    wrong: textsOf(false),
  };
}

interface Answer {
  text: string;
  words: string[];
}

interface Looked {
  code: string;
  stem: string;
  /** Words that carry what is asked. */
  about: ReadonlySet<string>;
  answers: Answer[];
  wrong: string[];
}

const isTelling = (words: readonly string[]): boolean =>
  words.length >= LEAST_WORDS
    ? words.some((word) => !ASKING.has(word))
    : words.some((word) => word.length >= LEAST_DIGITS && /^\p{N}+$/u.test(word));

function lookedAt({ code, content }: LeakQuestion): Looked {
  const words = wordsIn(content.stem.vi);
  const stem = spelt(words);
  const { right, wrong } = saidOf(content as MaybeAnswered);
  const answers = right
    .map((text) => ({ text, words: wordsIn(text) }))
    // What its own stem says is not what is asked.
    .filter(({ words: said }) => isTelling(said) && !stem.includes(spelt(said)));
  const about = new Set(words.filter((word) => !ASKING.has(word)));
  return {
    code,
    stem,
    about,
    answers,
    wrong: wrong.map((text) => spelt(wordsIn(text))).filter((text) => text.trim() !== ''),
  };
}

/** What is looked up of words: each pair in a row, or the one that there is. */
const pairsOf = (words: readonly string[]): string[] =>
  words.length < LEAST_WORDS
    ? [...words]
    : words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);

/** Finds stems by what stands in them. */
function makeStems() {
  const having = new Map<string, Set<number>>();
  return {
    add(index: number, stem: string): void {
      const words = stem.trim().split(' ');
      for (const pair of [...pairsOf(words), ...words.filter((word) => /^\p{N}+$/u.test(word))]) {
        const known = having.get(pair) ?? new Set();
        if (known.size <= MOST_SHARING) having.set(pair, known.add(index));
      }
    },
    /** Those that may have some words in a row: of the rarest pair of them; none where all are in too many. */
    with(words: readonly string[]): number[] {
      const found = pairsOf(words).map((pair) => having.get(pair) ?? new Set<number>());
      const rarest = found.reduce((least, each) => (each.size < least.size ? each : least));
      return rarest.size > MOST_SHARING ? [] : [...rarest];
    },
  };
}

/** Whether two ask about the same: what carries the one stands in the other, beside the answer itself. */
function isAboutSame({ about }: Looked, other: Looked, answer: Answer): boolean {
  const carrying = [...about].filter((word) => !answer.words.includes(word));
  const common = carrying.filter((word) => other.about.has(word)).length;
  return common > 0 && common >= Math.min(LEAST_COMMON, carrying.length);
}

/** Whether the stem of another question tells an answer. */
const tells = (other: Looked, question: Looked, answer: Answer): boolean =>
  other.code !== question.code &&
  other.stem.includes(spelt(answer.words)) &&
  !question.wrong.some((text) => other.stem.includes(text)) &&
  isAboutSame(question, other, answer);

/**
 * Makes what finds questions whose right answer stands in the stem of another one that asks about the same: on one paper the
 * one tells the other. A stem that names a wrong option, too, tells nothing. Marks, case and punctuation aside; the answer as
 * it is written, word by word.
 * @see Haladyna, Downing, Rodriguez: A review of multiple-choice item-writing guidelines (2002), on clues from other items
 */
export function makeLeakFinder() {
  const questions: Looked[] = [];
  const stems = makeStems();
  return {
    add(question: LeakQuestion): void {
      const looked = lookedAt(question);
      stems.add(questions.push(looked) - 1, looked.stem);
    },
    told(most = Infinity): Leak[] {
      const leaks: Leak[] = [];
      for (const question of questions)
        for (const answer of question.answers)
          for (const at of stems.with(answer.words)) {
            const other = questions[at];
            if (leaks.length < most && other && tells(other, question, answer))
              leaks.push({ of: question.code, by: other.code, answer: answer.text });
          }
      return leaks;
    },
  };
}
