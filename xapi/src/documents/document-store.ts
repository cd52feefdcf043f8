import { createHash, randomBytes } from 'node:crypto';
import type { Model } from 'mongoose';
import { XapiProblem } from '../http/problem.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import type { StoredDocument } from './document.model.ts';
import { makeOneAtATime } from './one-at-a-time.ts';
import type { DocumentAddress, DocumentOwner } from './parse-address.ts';

/** Other processes may change a document between our look and our write; each time one of them gets ahead. */
const MOST_TRIES = 200;
/** What a document of MongoDB holds, less what stands beside the content. */
const MOST_BYTES = 16 * 1024 * 1024 - 64 * 1024;

interface DocumentContent {
  content: Buffer;
  contentType: string;
}

/** What becomes of a document: new content, nothing at all, or what it is. */
export type Change = DocumentContent | 'delete' | 'keep';

const contended = (): XapiProblem =>
  new XapiProblem(503, 'document_contended', 'too many others change this document', {
    headers: { 'Retry-After': '1' },
  });

interface Deps {
  documents: Model<StoredDocument>;
  clock: { now(): Date };
}

const digest = (parts: readonly (string | undefined)[]): string =>
  createHash('sha256')
    .update(JSON.stringify(parts.map((part) => part ?? null)))
    .digest('base64url');

const ownerOf = ({ kind, platform, activity, agent }: DocumentOwner): string =>
  digest([kind, platform, activity, agent]);

const idOf = (address: DocumentAddress): string =>
  digest([ownerOf(address), address.registration, address.name]);

function toStored(
  address: DocumentAddress,
  { content, contentType }: DocumentContent,
  now: Date,
): StoredDocument {
  if (content.length > MOST_BYTES)
    throw new XapiProblem(413, 'too_large', `a document has at most ${MOST_BYTES} bytes`);
  const { kind, platform, activity, agent, registration, name = '' } = address;
  return {
    _id: idOf(address),
    owner: ownerOf(address),
    kind,
    ...(platform !== undefined && { platform }),
    ...(activity !== undefined && { activity }),
    ...(agent !== undefined && { agent }),
    ...(registration !== undefined && { registration }),
    name,
    content,
    contentType,
    etag: createHash('sha1').update(content).digest('hex'),
    revision: randomBytes(12).toString('base64url'),
    stored: now,
  };
}

const filterOf = ({ registration, since, ...owner }: DocumentAddress) => ({
  owner: ownerOf(owner),
  ...(registration !== undefined && { registration }),
  ...(since && { stored: { $gt: since } }),
});

/** Whether it was stored; false when one of its name exists. */
async function insert(documents: Model<StoredDocument>, document: StoredDocument): Promise<boolean> {
  try {
    await documents.insertMany([document], { lean: true });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Documents of activities and agents, each changed only from the state in which it was seen. */
export function makeDocumentStore({ documents, clock }: Deps) {
  const find = async (address: DocumentAddress): Promise<StoredDocument | undefined> =>
    (await documents.findById(idOf(address)).setOptions({ promoteBuffers: true }).lean<StoredDocument>()) ??
    undefined;

  const oneAtATime = makeOneAtATime();

  /** Carries a change out if the document still is as it was seen. */
  async function attempt(address: DocumentAddress, seen: StoredDocument | undefined, change: Change) {
    if (change === 'keep') return true;
    if (change === 'delete') {
      if (!seen) return true;
      const { deletedCount } = await documents.deleteOne({ _id: seen._id, revision: seen.revision });
      return deletedCount === 1;
    }
    const document = toStored(address, change, clock.now());
    if (!seen) return insert(documents, document);
    const { matchedCount } = await documents.replaceOne({ _id: seen._id, revision: seen.revision }, document);
    return matchedCount === 1;
  }

  return {
    find,

    /**
     * Changes a document in one step, however many do so at the same time.
     * @param decide what becomes of it, given what it is; called again when somebody else was quicker
     */
    change: (address: DocumentAddress, decide: (seen: StoredDocument | undefined) => Change): Promise<void> =>
      oneAtATime(idOf(address), async () => {
        for (let tries = 0; tries < MOST_TRIES; tries += 1) {
          const seen = await find(address);
          if (await attempt(address, seen, decide(seen))) return;
        }
        throw contended();
      }),

    /** The names of an owner's documents, and when the last of them was stored. */
    async list(address: DocumentAddress): Promise<{ names: string[]; lastStored: Date | undefined }> {
      const found = await documents
        .find(filterOf(address), { name: 1, stored: 1 })
        .sort({ stored: 1 })
        .lean<Pick<StoredDocument, 'name' | 'stored'>[]>();
      return { names: [...new Set(found.map(({ name }) => name))], lastStored: found.at(-1)?.stored };
    },

    /** Deletes all documents of an owner and, where given, of a registration. */
    async deleteAll(address: DocumentAddress): Promise<void> {
      await documents.deleteMany(filterOf(address));
    },
  };
}

export type DocumentStore = ReturnType<typeof makeDocumentStore>;
