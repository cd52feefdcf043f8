import { createHash } from 'node:crypto';
import {
  chainBegin,
  linkText,
  LogChain,
  LoggedAnswer,
  type LogLink,
  type SealedLog,
} from '@chuyen-de/contracts';

/** In what a log is broken that its device has sealed. */
export type ChainFault = 'not_a_log' | 'links' | 'order' | 'entries';

/** What a chain that holds tells, by the device's word. */
export interface ReadChain {
  answers: LoggedAnswer[];
  /** First and last change, in milliseconds. */
  from: number;
  to: number;
  longestGapMs: number;
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The entries, each as the newest link of its slot says; undefined where one is not. */
function readEntries({ entries, links }: LogChain): LoggedAnswer[] | undefined {
  const newest = new Map<number, LogLink>(links.map((link) => [link[0], link]));
  const answers: LoggedAnswer[] = [];
  for (const text of entries) {
    const read = LoggedAnswer.safeParse(parsed(text));
    if (!read.success) return undefined;
    const { slot, seq, at } = read.data;
    const link = newest.get(slot);
    if (link?.[1] !== seq || link[2] !== at || link[3] !== digestOf(text)) return undefined;
    // One for each slot.
    newest.delete(slot);
    answers.push(read.data);
  }
  return answers;
}

/** Whether a change of a question comes after a later one of it. */
function turnsBack(links: readonly LogLink[]): boolean {
  const last = new Map<number, number>();
  return links.some(([slot, seq]) => {
    const before = last.get(slot) ?? 0;
    last.set(slot, seq);
    return seq <= before;
  });
}

function longestGap(links: readonly LogLink[]): number {
  const times = links.map(([, , at]) => at).sort((a, b) => a - b);
  return Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time)));
}

/**
 * Reads a device's log: each link follows the one before it, from the attempt's own beginning on, unless so many were made
 * that the first were dropped; the changes of a question are in their order; each entry is the newest change of its question.
 */
export function readChain(
  text: string,
  log: SealedLog,
  mostLinks: number,
): { ok: true; chain: ReadChain } | { ok: false; fault: ChainFault } {
  const read = LogChain.safeParse(parsed(text));
  if (!read.success) return { ok: false, fault: 'not_a_log' };
  const { begin, links, head } = read.data;
  const isWhole = begin === digestOf(chainBegin(log));
  const last = links.reduce((before, link) => digestOf(linkText(before, link)), begin);
  if (last !== head || (!isWhole && links.length < mostLinks)) return { ok: false, fault: 'links' };
  if (turnsBack(links)) return { ok: false, fault: 'order' };
  const answers = readEntries(read.data);
  if (!answers) return { ok: false, fault: 'entries' };
  const times = links.map(([, , at]) => at);
  return {
    ok: true,
    chain: {
      answers,
      from: times.reduce((a, b) => Math.min(a, b)),
      to: times.reduce((a, b) => Math.max(a, b)),
      longestGapMs: longestGap(links),
    },
  };
}
