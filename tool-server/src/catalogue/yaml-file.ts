import { LineCounter, isMap, isNode, isScalar, parseDocument, visit, type Document } from 'yaml';
import { isPlainText } from '@chuyen-de/question-types';
import { z } from 'zod';

/** What is wrong with a file of a programme, and where. */
export interface Fault {
  /** Path within the programme's folder. */
  file: string;
  line: number;
  reason: string;
}

type Path = readonly PropertyKey[];

/** A parsed file that still knows its lines. */
export interface LocatedFile<T> {
  file: string;
  value: T;
  /** The line of the value at a path, or of what is nearest to it. */
  lineAt: (path: Path) => number;
}

type Parsed<T> = { ok: true; located: LocatedFile<T> } | { ok: false; faults: Fault[] };

const MESSAGE_LINE = /^[^\n]*/;

/** The start of the value at a path; where it is missing, of the closest thing around it. */
function offsetAt(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

const issuePath = (issue: z.core.$ZodIssue): Path =>
  issue.code === 'unrecognized_keys' && issue.keys[0] !== undefined
    ? [...issue.path, issue.keys[0]]
    : issue.path;

const VIETNAMESE = z.locales.vi().localeError;

/** What an issue says in Vietnamese. @param other the same issue, found once more with words in Vietnamese */
function vietnamese(issue: z.core.$ZodIssue, other: z.core.$ZodIssue | undefined): string | undefined {
  const given = issue.code === 'custom' && (issue.params?.['message'] as { vi?: string } | undefined);
  return given ? given.vi : other?.message;
}

/** A path as people read it: `CD01-003 key`, by the code of the item of a list that it leads into. */
function readable(document: Document, path: Path): string {
  const [item, ...rest] = path;
  const code: unknown = typeof item === 'number' ? document.getIn([item, 'code']) : undefined;
  return typeof code === 'string' ? [code, rest.join('.')].join(' ').trim() : path.join('.');
}

/** Where an issue is, and what it is in both languages. */
function issueReason(document: Document, issue: z.core.$ZodIssue, other: z.core.$ZodIssue | undefined) {
  const { path, message } = issue;
  const said = vietnamese(issue, other);
  const both = said === undefined || said === message ? message : `${message} (${said})`;
  return path.length === 0 ? both : `${readable(document, path)}: ${both}`;
}

/** Offsets of aliases: the format has no use for them, and nested ones unfold without end. */
function aliasOffsets(document: Document): number[] {
  const offsets: number[] = [];
  visit(document, {
    Alias: (_key, { range }) => {
      offsets.push(range?.[0] ?? 0);
    },
  });
  return offsets;
}

/** Offsets of texts with a control character, or half of a character: escapes can write them, and nobody sees them. */
function unseenOffsets(document: Document): number[] {
  const offsets: number[] = [];
  visit(document, {
    Scalar: (_key, { value, range }) => {
      if (typeof value === 'string' && !isPlainText(value)) offsets.push(range?.[0] ?? 0);
    },
  });
  return offsets;
}

/** Parses a YAML file by its schema; every fault with its line. */
export function parseYamlFile<T>(file: string, text: string, schema: z.ZodType<T>): Parsed<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos, message }) => ({
      file,
      line: lineOf(pos[0]),
      reason: MESSAGE_LINE.exec(message)?.[0] ?? message,
    }));
    return { ok: false, faults };
  }
  const aliases = aliasOffsets(document);
  if (aliases.length > 0) {
    const reason = 'aliases (*name) are not taken: write the value out';
    return { ok: false, faults: aliases.map((offset) => ({ file, line: lineOf(offset), reason })) };
  }
  const unseen = unseenOffsets(document);
  if (unseen.length > 0) {
    const reason = 'this text has a control character, or half of a character';
    return { ok: false, faults: unseen.map((offset) => ({ file, line: lineOf(offset), reason })) };
  }
  const lineAt = (path: Path): number => lineOf(offsetAt(document, path));
  const content: unknown = document.toJS();
  const parsed = schema.safeParse(content);
  if (parsed.success) return { ok: true, located: { file, value: parsed.data, lineAt } };
  const others = schema.safeParse(content, { error: VIETNAMESE }).error?.issues ?? [];
  const faults = parsed.error.issues.map((issue, index) => ({
    file,
    line: lineAt(issuePath(issue)),
    reason: issueReason(document, issue, others[index]),
  }));
  return { ok: false, faults };
}
