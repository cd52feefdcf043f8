import { MOST_ISSUED, type Issued, type IssueQuestions } from '@chuyen-de/contracts';
import type { AdministrativeEntry } from '../audit/index.ts';
import { mayIssue, type Appraisal, type Appraisals } from '../appraisal/index.ts';
import type { Bank, QuestionContent } from '../bank/index.ts';
import type { Catalogue, MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { fingerprint, revisionId } from '../revisions/index.ts';
import { isDuplicateKey, owe } from '../storage/index.ts';
import type { AreCited, Cite } from './cite-sources.ts';
import { contentOf, derivedOf, writtenOf } from './question-contents.ts';
import type { ListedQuestion, StoredQuestion } from './question-draft.model.ts';
import type { QuestionStore } from './question-store.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'madeBanks'>;
  bank: Pick<Bank, 'draftEdition' | 'findByCode' | 'findRevisions'>;
  questions: QuestionStore;
  /** Spells out what questions cite. */
  cite: Cite;
  areCited: AreCited;
  appraisals: Pick<Appraisals, 'approvedIn' | 'hold' | 'letGo' | 'tellIssued'>;
  clock: Clock;
}

/** How often it is tried where others issue at the same moment. */
const TRIES = 4;
const TOLD_AT_ONCE = 500;

/** What is in force of a question now, or was last; undefined: nothing ever was. */
async function issuedOf(
  { bank }: Deps,
  { edition }: MadeBank,
  { _id: code, topic, issued }: StoredQuestion,
): Promise<StoredQuestion['issued']> {
  // Whatever topic it had then: the bank's edition is the one to look into.
  const within = edition.cells[0]?.topic ?? topic;
  const known = (await bank.findByCode([edition], [{ topic: within, question: code }])).get(code);
  if (!known) return undefined;
  // A revision that was stored for an edition that came to nothing was never in force.
  if (known.retired) return issued && { ...issued, inForce: false };
  const revision = (await bank.findRevisions([known])).get(revisionId(known));
  const source = revision?.source?.source;
  return (
    revision && {
      ...{ revision: known.revision, fingerprint: revision.fingerprint, inForce: true },
      ...(source !== undefined && { source }),
    }
  );
}

/**
 * Tells questions what has become of them: that the edition is in force that was to put them into force, or take them
 * out. Whoever did so may have been broken off before; what counts is what the bank has in force.
 */
export const makeTellQuestions = (deps: Deps) => {
  const tellOne = async (bank: MadeBank, question: StoredQuestion): Promise<void> => {
    const issued = await issuedOf(deps, bank, question);
    const [isCited = false] = await deps.areCited(bank, [question]);
    const derived = derivedOf(bank, question._id, question, { issued: issued ?? question.issued, isCited });
    if (issued?.inForce === true)
      await deps.appraisals.tellIssued(question._id, issued.fingerprint, issued.revision);
    await deps.questions.tell(question, issued, derived);
  };
  return async (bank: MadeBank): Promise<void> => {
    for (;;) {
      // One whose draft has changed meanwhile is among the next ones.
      const untold = await deps.questions.untold(bank._id, bank.edition.number, TOLD_AT_ONCE);
      if (untold.length === 0) return;
      for (const question of untold) await tellOne(bank, question);
    }
  };
};
export type TellQuestions = ReturnType<typeof makeTellQuestions>;

interface Chosen {
  questions: ListedQuestion[];
  changed: string[];
  more: boolean;
}

async function choose(
  { questions, appraisals }: Deps,
  { _id: bank, made: { council } }: MadeBank,
  wanted: IssueQuestions,
): Promise<Chosen> {
  if ('all' in wanted) {
    const ready = council
      ? await questions.among(bank, await appraisals.approvedIn(bank, MOST_ISSUED + 1))
      : await questions.ready(bank, MOST_ISSUED + 1);
    return { questions: ready.slice(0, MOST_ISSUED), changed: [], more: ready.length > MOST_ISSUED };
  }
  const found = await questions.among(
    bank,
    wanted.questions.map(({ code }) => code),
  );
  const seen = new Map(wanted.questions.map(({ code, edition }) => [code, edition]));
  const asSeen = found.filter(({ _id, edition }) => seen.get(_id) === edition);
  const kept = new Set(asSeen.map(({ _id }) => _id));
  return { questions: asSeen, changed: [...seen.keys()].filter((code) => !kept.has(code)), more: false };
}

type Placed = Pick<ListedQuestion, '_id' | 'topic'>;
const placeOf = ({ code, topic }: QuestionContent): Placed => ({ _id: code, topic });

/** Topics of a bank in which some questions stand, or are in force. */
async function topicsWith({ bank }: Deps, { edition }: MadeBank, questions: readonly Placed[]) {
  const [first] = edition.cells;
  const found = first
    ? await bank.findByCode(
        [edition],
        questions.map(({ _id }) => ({ topic: first.topic, question: _id })),
      )
    : new Map<string, { topic: string }>();
  return new Set([...[...found.values()].map(({ topic }) => topic), ...questions.map(({ topic }) => topic)]);
}

const DEEDS = { issue: 'questions-issued', retirement: 'questions-retired' } as const;

interface Step {
  deed: keyof typeof DEEDS;
  by: string;
  /** All that it is about. */
  questions: readonly ListedQuestion[];
  /** What comes into force of them; of a retirement nothing. */
  contents: QuestionContent[];
}

/** Makes the next edition of a bank; false: somebody else made one at the same moment. */
async function publish(
  deps: Deps,
  bank: MadeBank,
  { deed, by, questions, contents }: Step,
): Promise<boolean> {
  const codes = new Set(questions.map(({ _id }) => _id));
  const draft = await deps.bank.draftEdition(bank._id, bank.edition);
  await deps.questions.announce(bank._id, [...codes], draft.number);
  const touched = await topicsWith(deps, bank, [...questions, ...contents.map(placeOf)]);
  for (const topic of new Set(bank.edition.cells.map((cell) => cell.topic))) {
    if (touched.has(topic)) await draft.keepAllBut(topic, codes);
    else draft.keep(topic);
  }
  await draft.put(contents, writtenOf);
  const edition = await draft.finish();
  const at = deps.clock.now();
  const entry: AdministrativeEntry = {
    deed: DEEDS[deed],
    by: `person:${by}`,
    subject: { kind: 'bank', id: bank._id },
    after: { edition: edition.number, questions: codes.size },
  };
  return deps.catalogue.madeBanks.putIntoForce(bank, { edition, at, owed: owe('audit', at, { ...entry }) });
}

type Done = { ok: true; issued: Issued } | { ok: false; error: { code: 'bank_not_found' | 'too_busy' } };

/** Does something to what a bank has in force, again where somebody else came in between. */
async function withBank(
  { catalogue }: Deps,
  tell: TellQuestions,
  code: string,
  work: (bank: MadeBank) => Promise<Issued | undefined>,
): Promise<Done> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const bank = await catalogue.madeBanks.find(code);
    if (!bank) return { ok: false, error: { code: 'bank_not_found' } };
    const issued = await work(bank).catch((error: unknown) => {
      // Two who store revisions of one question at once: one of them has to look again.
      if (isDuplicateKey(error)) return undefined;
      throw error;
    });
    if (!issued) continue;
    const after = await catalogue.madeBanks.find(code);
    if (after) await tell(after);
    return { ok: true, issued };
  }
  return { ok: false, error: { code: 'too_busy' } };
}

/** What a council has approved of some questions, as it was handed in. */
const approvedOf = ({ topics }: MadeBank, held: readonly Appraisal[]): Map<string, QuestionContent> =>
  new Map(
    held
      .filter(
        (appraisal) =>
          mayIssue(appraisal, fingerprint(appraisal.content)) &&
          topics.some(({ code }) => code === appraisal.content.topic),
      )
      .map(({ question, content }) => [question, content]),
  );

interface Ready {
  questions: ListedQuestion[];
  contents: QuestionContent[];
  faulty: string[];
  unapproved: string[];
}

/** What of some questions can be put into force: of a bank with a council what that has approved, else what is written. */
async function readyOf(
  deps: Deps,
  bank: MadeBank,
  { questions, held }: { questions: readonly ListedQuestion[]; held: readonly Appraisal[] },
): Promise<Ready> {
  const approved = bank.made.council && approvedOf(bank, held);
  const read = await deps.cite(
    bank,
    questions.map((question) => ({
      question,
      content: approved ? approved.get(question._id) : contentOf(bank, question),
    })),
  );
  const ready: Ready = { questions: [], contents: [], faulty: [], unapproved: [] };
  for (const { question, content } of read) {
    const { _id: code } = question;
    if (content) {
      ready.questions.push(question);
      ready.contents.push(content);
    } else if (approved && !approved.has(code) && contentOf(bank, question)) ready.unapproved.push(code);
    else ready.faulty.push(code);
  }
  return ready;
}

/**
 * Does something with what the council of a bank has approved of some questions, which nobody takes back meanwhile: what
 * comes into force was approved and not withdrawn.
 */
async function whileHeld<T>(
  { appraisals, clock }: Deps,
  { made: { council } }: MadeBank,
  questions: readonly ListedQuestion[],
  work: (held: readonly Appraisal[]) => Promise<T>,
): Promise<T> {
  if (!council) return work([]);
  const codes = questions.map(({ _id }) => _id);
  const { held, until } = await appraisals.hold(codes, clock.now());
  try {
    return await work(held);
  } finally {
    await appraisals.letGo(codes, until);
  }
}

/** Puts questions into force that nothing stops, and tells those that something does. */
export const makeIssueQuestions =
  (deps: Deps & { tell: TellQuestions }) => (code: string, wanted: IssueQuestions, by: string) =>
    withBank(deps, deps.tell, code, async (bank) => {
      const { questions, changed, more } = await choose(deps, bank, wanted);
      return whileHeld(deps, bank, questions, async (held) => {
        const ready = await readyOf(deps, bank, { questions, held });
        const { contents, faulty, unapproved } = ready;
        const step = { deed: 'issue', by, questions: ready.questions, contents } as const;
        if (contents.length > 0 && !(await publish(deps, bank, step))) return undefined;
        return { done: contents.length, faulty, changed, unapproved, more };
      });
    });

/** Takes questions out of force: no paper asks them from now on; those that did, and their results, stay. */
export const makeRetireQuestions =
  (deps: Deps & { tell: TellQuestions }) => (code: string, codes: readonly string[], by: string) =>
    withBank(deps, deps.tell, code, async (bank) => {
      const found = await deps.questions.among(code, codes);
      const questions = found.filter(({ issued }) => issued?.inForce);
      const step: Step = { deed: 'retirement', by, questions, contents: [] };
      if (questions.length > 0 && !(await publish(deps, bank, step))) return undefined;
      return { done: questions.length, faulty: [], changed: [], unapproved: [], more: false };
    });
