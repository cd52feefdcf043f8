import {
  REMARKS,
  type FileFaultCode,
  type FormatRemark,
  type Level,
  type PlaceInFile,
  type QuestionFormat,
  type RemarkCode,
  type TextRepair,
} from '@chuyen-de/contracts';
import type { LanguageMap, QuestionContent as ContentOfType } from '@chuyen-de/question-types';

/** Larger files are not looked at; nor is more taken out of one that is packed. In bytes. */
export const MOST_FILE_BYTES = 20_000_000;
export const MOST_UNPACKED_BYTES = 100_000_000;

/** The content of a question of one type. */
export type Content<Type extends ContentOfType['type']> = ContentOfType & { type: Type };
/** What is asked at one place of a text with gaps. */
export type Gap = Content<'cloze'>['gaps'][number];

/** A question as formats carry it: what its type has, and what every question has as far as a file says it. */
export interface FormatQuestion {
  /** As its author writes it. Where a remark is a `fault`, it is not whole: without a key, with one option. */
  content: ContentOfType;
  /** Empty where the file asks nothing, which is a fault. */
  stem: LanguageMap;
  explanation?: LanguageMap | undefined;
  level?: Level | undefined;
  /** What the file calls it, or the bank. */
  code?: string | undefined;
  /** The path of its category, or the heading of its part: outermost first. */
  group?: string[] | undefined;
  /** What it leans on, in words. */
  source?: string | undefined;
  /** What learners are told after wrong tries, one by one. */
  hints?: LanguageMap[] | undefined;
  tags?: string[] | undefined;
}

export interface FoundQuestion extends FormatQuestion {
  /** Where it begins. */
  at: PlaceInFile;
  /** As it stands in the file: "Câu 12". */
  label?: string | undefined;
  /** In the order of the file. */
  remarks: FormatRemark[];
}

export interface FoundFile {
  format: QuestionFormat;
  questions: FoundQuestion[];
  /** Of what belongs to no question that was read. */
  remarks: FormatRemark[];
  /** The first ones; `repaired` counts them all. */
  repairs: TextRepair[];
  repaired: number;
}

export interface WrittenFile {
  bytes: Buffer;
  mediaType: string;
  /** The end of the file's name, without a point. */
  extension: string;
  /** What the format could not carry; `at` names the question by its place among those given. */
  remarks: FormatRemark[];
}

export interface WriteOptions {
  /** Whether the file tells what is right, and why. */
  keys: boolean;
}

/** Why a file is not read at all. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  constructor(
    readonly code: FileFaultCode,
    readonly values: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}

/** No longer piece of a file is shown in a remark. */
const MOST_SHOWN = 200;
const shown = (value: string | number): string | number =>
  typeof value === 'string' && value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;

type Values = Readonly<Record<string, string | number>>;

export const remark = (code: RemarkCode, at: PlaceInFile, values: Values = {}): FormatRemark => ({
  code,
  kind: REMARKS[code],
  at,
  values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(value)])),
});

/** Remarks as they are gathered; what was said of a place already is not said again. */
export interface Remarks {
  readonly all: FormatRemark[];
  add(code: RemarkCode, values?: Values): void;
}

export function remarksAt(at: PlaceInFile): Remarks {
  const all: FormatRemark[] = [];
  const known = new Set<string>();
  return {
    all,
    add(code, values) {
      const said = remark(code, at, values);
      const text = JSON.stringify([code, said.values]);
      if (!known.has(text)) all.push(said);
      known.add(text);
    },
  };
}
