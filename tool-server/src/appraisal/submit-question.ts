import { randomUUID } from 'node:crypto';
import type { QuestionContent } from '../bank/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { fingerprint } from '../revisions/index.ts';
import { owedOf, type AppraisalStore } from './appraisal-store.ts';
import type { Appraisal } from './appraisal.model.ts';
import type { AppraisersFor } from './present-appraisal.ts';

interface Deps {
  appraisals: Pick<AppraisalStore, 'insert'>;
  appraisersFor: AppraisersFor;
  clock: Clock;
}

const DAY_MS = 24 * 3_600_000;

interface Submission {
  bank: Pick<MadeBank, '_id' | 'owner'>;
  council: NonNullable<MadeBank['made']['council']>;
  /** As its authors wrote it. */
  content: QuestionContent;
  authors: readonly string[];
  by: string;
}

/**
 * Hands a question in to the council of its bank: to those of it who hold the role and have not written on it.
 * @returns what became of it: `under`: it is handed in already; `authored`: too few of these are left
 */
export const makeSubmitQuestion =
  ({ appraisals, appraisersFor, clock }: Deps) =>
  async ({ bank, council, content, authors, by }: Submission): Promise<'done' | 'under' | 'authored'> => {
    const wrote = [...new Set([...authors, by])];
    const holders = new Set(await appraisersFor(bank.owner));
    const members = council.members.filter((member) => holders.has(member) && !wrote.includes(member));
    if (members.length < council.needed) return 'authored';
    const at = clock.now();
    const question = content.code;
    const appraisal: Omit<Appraisal, 'owed'> = {
      ...{ _id: randomUUID(), bank: bank._id, owner: bank.owner, question, open: question },
      ...{ state: 'in-review', content, hash: fingerprint(content), authors: wrote },
      ...{ submittedBy: by, submittedAt: at, due: new Date(at.getTime() + council.days * DAY_MS) },
      ...{ members, needed: council.needed, waiting: members },
      ...{ checks: [], votes: [], comments: [], version: 1 },
    };
    const owed = [owedOf('appraisal-begun', appraisal, { by, at })];
    return (await appraisals.insert({ ...appraisal, owed })) ? 'done' : 'under';
  };
