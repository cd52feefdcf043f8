import { createHash } from 'node:crypto';
import { canonicalJson } from '@chuyen-de/contracts/canonical-json';
import type { Model } from 'mongoose';

/** One of the states that a topic, question or exam has had. */
export interface RevisionRef {
  code: string;
  revision: number;
}

/** A stored revision: written once and never changed, so that it may be kept in memory for ever. */
export interface Revision extends RevisionRef {
  /** `CODE@REVISION` */
  _id: string;
  /** Of what the author wrote: equal content is the same revision. */
  fingerprint: string;
  createdAt: Date;
}

export const revisionId = ({ code, revision }: RevisionRef): string => `${code}@${revision}`;

/** The part of a Mongoose schema that every revision has. */
export const revisionFields = {
  _id: String,
  code: { type: String, required: true },
  revision: { type: Number, required: true },
  fingerprint: { type: String, required: true },
  createdAt: { type: Date, required: true },
} as const;

/** SHA-256 of plain content, whatever the order of its keys. */
export const fingerprint = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

/** The fingerprint of `[...head, list]`, where the entries of the list come one by one and need not be kept. */
export function fingerprintOfLong(head: readonly unknown[]) {
  const hash = createHash('sha256').update(`[${head.map((part) => `${canonicalJson(part)},`).join('')}[`);
  let separator = '';
  return {
    add(entry: unknown): void {
      hash.update(separator + canonicalJson(entry));
      separator = ',';
    },
    digest: (): string => hash.update(']]').digest('hex'),
  };
}

interface Publication<Content> {
  content: Content & { code: string };
  /** What the author wrote of it, where that is not the content itself. */
  written?: unknown;
}

/**
 * Makes sure that a revision with each content exists and answers which. Nothing refers to a new revision
 * until the programme that lists it is stored; a crash in between leaves only revisions that the next import
 * finds again.
 */
export async function publishRevisions<Content extends object>(
  model: Model<Revision & Content>,
  publications: Publication<Content>[],
  now: Date,
): Promise<RevisionRef[]> {
  const revisions = model as unknown as Model<Revision>;
  const known = await revisions
    .find({ code: { $in: publications.map(({ content }) => content.code) } })
    .select({ code: 1, revision: 1, fingerprint: 1 })
    .lean<Revision[]>();
  const latest = new Map<string, number>();
  const byContent = new Map<string, number>();
  for (const { code, revision, fingerprint: print } of known) {
    latest.set(code, Math.max(revision, latest.get(code) ?? 0));
    byContent.set(`${code} ${print}`, revision);
  }
  const fresh: Revision[] = [];
  const refs = publications.map(({ content, written = content }) => {
    const { code } = content;
    const print = fingerprint(written);
    const same = byContent.get(`${code} ${print}`);
    if (same !== undefined) return { code, revision: same };
    const ref = { code, revision: (latest.get(code) ?? 0) + 1 };
    fresh.push({ ...content, ...ref, _id: revisionId(ref), fingerprint: print, createdAt: now });
    return ref;
  });
  if (fresh.length > 0) await revisions.insertMany(fresh, { lean: true });
  return refs;
}
