import type {
  AppealEntry,
  AppealList,
  AppealState,
  AttemptAppeals,
  OwnAppeal,
  Scope,
} from '@chuyen-de/contracts';
import { shownResponse } from '@chuyen-de/question-types';
import type { Model } from 'mongoose';
import type { Bank } from '../bank/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Attempt, Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { pageOf } from '../kernel/pages.rules.ts';
import { revisionId } from '../revisions/index.ts';
import type { Appeal } from './appeal.model.ts';
import { appealUntil } from './appeals.rules.ts';
import type { CorrectionsInForce } from './corrections-in-force.ts';
import { hasKey, rulingOf } from './corrections.rules.ts';
import { newestIn } from './make-correction.ts';
import { authorsOrder, questionUnder } from './present-corrections.ts';
import { reaching } from './reach.ts';

const PAGE_SIZE = 20;

interface Deps {
  appeals: Model<Appeal>;
  exams: Pick<Exams, 'findStored'>;
  bank: Pick<Bank, 'findRevisions'>;
  inForce: CorrectionsInForce;
  namesById: NamesById;
  clock: Clock;
}

interface Viewer {
  scopes: readonly Scope[];
  mayDecide: boolean;
}

const own = ({ _id, slot, text, at, state, answer }: Appeal): OwnAppeal => ({
  id: _id,
  slot,
  text,
  at: at.toISOString(),
  state,
  answer: answer
    ? { at: answer.at.toISOString(), text: answer.text, remedy: answer.correction?.kind ?? null }
    : null,
});

/** The question of an appeal as the paper brought it, with what was answered and what counts as right by now. */
async function questionOf(
  { slot }: Appeal,
  attempt: Attempt | null,
  { scopes }: Viewer,
  { bank, inForce }: Deps,
) {
  const nothing = { question: null, hasKey: false, accepts: null, basedOn: null };
  const place = attempt?.paper.find((each) => each.slot === slot);
  if (!attempt || !place) return nothing;
  const id = revisionId({ code: place.question, revision: place.revision });
  const question = (await bank.findRevisions([{ code: place.question, revision: place.revision }])).get(id);
  if (!question) return nothing;
  const made = await inForce.ofQuestion(id);
  const ruling = rulingOf(reaching(made, attempt));
  const response = attempt.answers[place.slot]?.response;
  const order = place.optionOrder;
  const [narrowest] = scopes;
  const shown = {
    ...questionUnder(question, ruling, { slot: place.slot, order }),
    ...(response && { response: shownResponse(response, order) }),
  } as NonNullable<AppealEntry['question']>;
  const basedOn = (narrowest && newestIn(made, narrowest)?._id) ?? null;
  const accepts = response ? shownResponse(response, authorsOrder(question)) : null;
  return { question: shown, hasKey: hasKey(question), accepts, basedOn };
}

/** An appeal as those see it who teach. */
const makeEntryOf =
  (deps: Deps) =>
  async (appeal: Appeal, viewer: Viewer): Promise<AppealEntry> => {
    const attempt = await deps.exams.findStored(appeal.attemptId);
    const people = [appeal.personId, ...(appeal.answer ? [appeal.answer.by] : [])];
    const [asked, names] = await Promise.all([
      questionOf(appeal, attempt, viewer, deps),
      deps.namesById(people),
    ]);
    const person = (id: string) => ({ id, name: names.get(id) ?? null });
    const { answer, ...rest } = own(appeal);
    return {
      ...rest,
      person: person(appeal.personId),
      attempt: { id: appeal.attemptId, number: attempt?.number ?? 0, score: attempt?.score ?? null },
      ...asked,
      answer: answer && appeal.answer ? { ...answer, by: person(appeal.answer.by) } : null,
      can: {
        decide: viewer.mayDecide && appeal.state === 'waiting',
        correct: asked.question ? viewer.scopes.map(({ kind }) => kind) : [],
      },
    };
  };

/** Makes what lists appeals of an exam at a link: that wait, oldest first; that were decided, newest first. */
const makeList =
  ({ appeals }: Deps, entryOf: ReturnType<typeof makeEntryOf>) =>
  async (place: ExamPlace, viewer: Viewer, { state, page }: { state: AppealState; page: number }) => {
    const [found, waiting] = await Promise.all([
      appeals.countDocuments({ ...place, state }),
      appeals.countDocuments({ ...place, state: 'waiting' }),
    ]);
    const { page: shown, pages, from } = pageOf(found, page, PAGE_SIZE);
    const some = await appeals
      .find({ ...place, state })
      .sort({ at: state === 'waiting' ? 1 : -1 })
      .skip(from)
      .limit(PAGE_SIZE)
      .lean<Appeal[]>();
    const entries: AppealEntry[] = [];
    for (const appeal of some) entries.push(await entryOf(appeal, viewer));
    return { state, waiting, found, page: shown, pages, appeals: entries } satisfies Omit<
      AppealList,
      'title'
    >;
  };

/** Appeals as their learner sees them, and as those do who teach. */
export function makeViewAppeals(deps: Deps) {
  const { appeals, clock } = deps;
  const entryOf = makeEntryOf(deps);
  return {
    entryOf,

    /** Those of an attempt, for its learner. */
    async ofAttempt(attempt: Attempt): Promise<AttemptAppeals> {
      const made = await appeals.find({ attemptId: attempt._id }).sort({ at: 1 }).lean<Appeal[]>();
      const until = appealUntil(attempt);
      return {
        until: until?.toISOString() ?? null,
        appeals: made.map(own),
        can: { ask: until !== undefined && clock.now() <= until },
      };
    },

    list: makeList(deps, entryOf),
  };
}

export type ViewAppeals = ReturnType<typeof makeViewAppeals>;
