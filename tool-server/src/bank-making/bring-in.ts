import type { FormatRemark, PlaceInFile } from '@chuyen-de/contracts';
import type { FoundFile } from '../bank/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import type { Lease } from '../storage/index.ts';
import type { makeAddQuestions } from './change-question.ts';
import { draftOf, foundOf, type Place } from './found-drafts.ts';
import type { ImportStore } from './import-store.ts';
import { makeNearCopies, type Asking, type NearCopy } from './near-copies.rules.ts';
import { stemOf } from './present-bank.ts';
import type { StoredImport } from './question-import.model.ts';
import { askedTextOf } from './question.rules.ts';

interface Deps {
  imports: ImportStore;
  addQuestions: ReturnType<typeof makeAddQuestions>;
}

interface Bringing {
  bank: MadeBank;
  by: string;
  read: StoredImport;
  questions: FoundFile['questions'];
  place: Place;
}

const ADDED_AT_ONCE = 250;
/** Others have their turn between these. */
const COMPARED_AT_ONCE = 100;
const REMARKED_AT_ONCE = 500;
/** How often the page is told. */
const TOLD_EACH = 1_000;

/** Something else was decided of the import meanwhile. */
class NoLongerWanted extends Error {}

const makeTell =
  ({ renew }: Lease<StoredImport>) =>
  async (progress: NonNullable<StoredImport['progress']>): Promise<void> => {
    if (!(await renew({ $set: { progress } }))) throw new NoLongerWanted();
  };
type Tell = ReturnType<typeof makeTell>;

interface Stored {
  asking: Asking;
  at: PlaceInFile;
}

/** Stores the questions; answers what each asks, by its code. */
async function store({ addQuestions }: Deps, bringing: Bringing, tell: Tell): Promise<Stored[]> {
  const { bank, by, read, questions, place } = bringing;
  const stored: Stored[] = [];
  const of = questions.length;
  while (questions.length > 0) {
    // What is stored is let go: of a long file all takes as much memory as the rest of the work.
    const some = questions.splice(0, ADDED_AT_ONCE);
    const drafts = some.map((each) => ({ draft: draftOf(bank, each, place), found: foundOf(each) }));
    const added = await addQuestions({ bank, by, drafts, from: read._id });
    if (!added.ok) throw new Error(`an import could not be stored: ${added.error.code}`);
    for (const [index, code] of added.codes.entries()) {
      const { draft, found } = drafts[index] ?? {};
      if (draft && found)
        stored.push({ asking: { code, stem: stemOf(draft), text: askedTextOf(draft) }, at: found.at });
    }
    await tell({ phase: 'storing', done: stored.length, of });
  }
  return stored;
}

const remarkOf = ({ code, stem, share, isInBank }: NearCopy, at: PlaceInFile): FormatRemark => ({
  code: isInBank ? 'alike_in_bank' : 'alike_in_file',
  kind: 'doubt',
  at,
  values: { code, stem, share: Math.round(share * 100) },
});

/** Compares what was stored with each other and with the bank, and remarks on what is nearly the same. */
async function compare(
  { imports }: Deps,
  { bank, there, stored }: { bank: MadeBank; there: number; stored: readonly Stored[] },
  tell: Tell,
): Promise<void> {
  await tell({ phase: 'comparing', done: 0, of: there });
  const copies = makeNearCopies(stored.map(({ asking }) => asking));
  let after = '';
  for (let done = 0; ;) {
    const some = await imports.asked(bank._id, after, COMPARED_AT_ONCE);
    if (some.length === 0) break;
    for (const each of some) copies.compare({ code: each._id, stem: stemOf(each), text: askedTextOf(each) });
    after = some.at(-1)?._id ?? after;
    done += some.length;
    if (done % TOLD_EACH < some.length)
      await tell({ phase: 'comparing', done: Math.min(done, there), of: there });
  }
  const placeOf = new Map(stored.map(({ asking: { code }, at }) => [code, at]));
  const remarks = copies.told().flatMap(({ code, copy }) => {
    const at = placeOf.get(code);
    return at ? [{ code, remark: remarkOf(copy, at) }] : [];
  });
  for (let from = 0; from < remarks.length; from += REMARKED_AT_ONCE) {
    await imports.remark(remarks.slice(from, from + REMARKED_AT_ONCE));
    await tell({ phase: 'comparing', done: there, of: there });
  }
}

/**
 * Makes what brings the questions of a file in, for somebody to look at: stores them, and says which are nearly the same
 * as others. It is done under a lease, which tells the page how far it is, and that nobody does it any more.
 */
export function makeBringIn(deps: Deps & { countIn: (bank: string) => Promise<number> }) {
  const { imports, countIn } = deps;
  return async (bringing: Bringing): Promise<void> => {
    const { bank, read } = bringing;
    const lease = await imports.lease({ _id: read._id, state: 'reading' });
    if (!lease) return;
    const tell = makeTell(lease);
    const there = await countIn(bank._id);
    try {
      const stored = await store(deps, bringing, tell);
      await compare(deps, { bank, there, stored }, tell);
      await lease.release({ $set: { state: 'open' }, $unset: { progress: true } });
    } catch (error) {
      // What was stored after somebody else removed it all.
      while ((await imports.removeSome(read, REMARKED_AT_ONCE)) > 0);
      if (error instanceof NoLongerWanted) return;
      await lease.release({ $set: { state: 'interrupted' }, $unset: { progress: true } });
      throw error;
    }
  };
}

export type BringIn = ReturnType<typeof makeBringIn>;
