import type { Locale, MaterialEvidence, TopicPage } from '@chuyen-de/contracts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { ProblemError } from '../../lib/http.ts';
import { PAGE_ID, unsentStudy } from '../../lib/unsent-study.ts';
import { recordProgress } from './api/progress.ts';

/** A topic, and when it was kept where it comes from the device. */
export type ReadTopic = TopicPage & { keptAt?: string };

interface KeptTopic {
  key: string;
  person: string;
  at: number;
  page: TopicPage;
}

/** What was read or seen of a topic and has not arrived. A page overwrites its own until it has. */
export interface UnsentReport {
  key: string;
  page: string;
  person: string;
  code: string;
  revision: number;
  at: number;
  read: string[];
  seconds: number;
  materials?: MaterialEvidence[];
}

interface StudySchema extends DBSchema {
  topics: { key: string; value: KeptTopic };
  reports: { key: string; value: UnsentReport };
}

const DATABASE = 'chuyen-de.study';
/** A lecture with its texts takes some 100 kB. */
const MOST_TOPICS = 30;
/** Nobody waits so long for a network; who never comes back leaves nothing for ever. */
const LONGEST_MS = 60 * 24 * 3_600_000;

/** Undefined where the browser has no disk for us: then studying needs the network. */
async function onDisk<T>(work: (database: IDBPDatabase<StudySchema>) => Promise<T>): Promise<T | undefined> {
  try {
    const database = await openDB<StudySchema>(DATABASE, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('topics', { keyPath: 'key' });
        fresh.createObjectStore('reports', { keyPath: 'key' });
      },
    });
    return await work(database).finally(() => database.close());
  } catch {
    return undefined;
  }
}

const keyOf = (person: string, code: string, language: Locale) => `${person} ${code} ${language}`;

/** Keeps a topic as its reader has it; of others nothing stays, nor more than the last ones. */
export const keepTopic = (page: TopicPage, person: string, language: Locale, at = Date.now()) =>
  onDisk(async (database) => {
    const { store, done } = database.transaction('topics', 'readwrite');
    await store.put({ key: keyOf(person, page.code, language), person, at, page });
    const mine = [];
    for (const kept of await store.getAll()) {
      if (kept.person === person) mine.push(kept);
      else await store.delete(kept.key);
    }
    mine.sort((a, b) => b.at - a.at);
    for (const { key } of mine.slice(MOST_TOPICS)) await store.delete(key);
    await done;
  });

/** A topic as it was kept, with what was read of it since and has not arrived. */
export const findTopic = (code: string, person: string, language: Locale): Promise<ReadTopic | undefined> =>
  onDisk(async (database) => {
    const kept = await database.get('topics', keyOf(person, code, language));
    if (!kept) return undefined;
    const reports = await database.getAll('reports');
    const told = reports.filter((report) => report.person === person && report.code === code);
    const read = new Set([...kept.page.progress.read, ...told.flatMap((report) => report.read)]);
    const { page } = kept;
    const progress = {
      ...page.progress,
      read: page.sections.map(({ id }) => id).filter((id) => read.has(id)),
    };
    return { ...page, progress, keptAt: new Date(kept.at).toISOString() };
  });

/** Notes what has not arrived, in place of what the same log noted before. */
export const noteUnsent = (report: UnsentReport) =>
  onDisk(async (database) => {
    await database.put('reports', report);
    unsentStudy.set('yes');
  });

export const forgetUnsent = (key: string) => onDisk((database) => database.delete('reports', key));

/** Refused for good: a topic that the link does not open may be opened by another one. */
const isSettled = (error: unknown): boolean =>
  error instanceof ProblemError && error.status < 500 && ![401, 403, 429].includes(error.status);

/** Sends what pages that are gone have left, in the order in which it was noted. @returns topics that were told of */
export async function sendUnsent(person: string, now = Date.now()): Promise<string[]> {
  const reports = (await onDisk((database) => database.getAll('reports'))) ?? [];
  const sent = new Set<string>();
  let left = reports.length;
  for (const report of reports.sort((a, b) => a.at - b.at)) {
    const { key, page, code, revision, read, seconds, materials } = report;
    if (report.person !== person || page === PAGE_ID) {
      if (now - report.at < LONGEST_MS) continue;
    } else {
      try {
        await recordProgress({ code, revision }, { read, seconds, ...(materials && { materials }) });
        sent.add(code);
      } catch (error) {
        if (!isSettled(error) && now - report.at < LONGEST_MS) continue;
      }
    }
    await forgetUnsent(key);
    left -= 1;
  }
  if (left === 0) unsentStudy.set(undefined);
  return [...sent];
}
