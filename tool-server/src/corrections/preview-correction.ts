import { randomUUID } from 'node:crypto';
import type { CorrectedScore, CorrectionPreview, LanguageMap, Scope, Score } from '@chuyen-de/contracts';
import { z } from 'zod';
import type { QuestionRevision } from '../bank/index.ts';
import type { Classes } from '../classes/index.ts';
import { countingScore, type Attempt, type AttemptSummary, type Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace, Places } from '../kernel/exam-place.ts';
import { makeSharedTurns } from '../kernel/turns.ts';
import { takesIn } from '../policies/index.ts';
import type { CorrectionsInForce } from './corrections-in-force.ts';
import { rulingOf, type CorrectionTerms } from './corrections.rules.ts';
import { refusalOf, type CorrectionWish } from './make-correction.ts';
import { reaching } from './reach.ts';

/** Attempts that one part looks at: a few megabytes, and some hundred milliseconds. */
const PART = 250;
/** Places that are read at once, to find those in a scope: a question may have been asked at very many. */
const PLACES = 500;
/** Parts that are looked at beside each other: one of each lecturer. */
const PARTS_AT_ONCE = 2;

interface Deps {
  inForce: CorrectionsInForce;
  exams: Pick<Exams, 'corrections' | 'summaries'>;
  classes: Pick<Classes, 'linksById' | 'findLink' | 'findContext' | 'namesById'>;
  /** Those at which a question was asked, of attempts that were counted. */
  places: Places;
  isCounted: () => Promise<boolean>;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
  isGraded: (linkId: string) => Promise<boolean>;
  clock: Clock;
}

interface Asking {
  /** The id of whoever asks. */
  by: string;
  question: QuestionRevision;
  wish: CorrectionWish;
  scope: Scope;
  after: string | null;
}

/** Where a part ends: at an exam of a link, after a person. */
const Cursor = z.tuple([z.string(), z.string(), z.string()]);
type Cursor = z.infer<typeof Cursor>;

const cursorOf = (text: string | null): Cursor | undefined => {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
};

/** The scores of somebody's marked attempts that count, by the terms of the newest of them. */
const countingOf = (marked: readonly AttemptSummary[], scoreOf: (one: AttemptSummary) => Score | undefined) =>
  countingScore(
    marked.flatMap((one) => {
      const score = scoreOf(one);
      return score ? [{ score, passMark: one.passMark }] : [];
    }),
    marked.at(-1)?.grading ?? 'highest',
  );

type Foreseen = Awaited<ReturnType<Exams['corrections']['foresee']>>;
type Change = Omit<CorrectedScore, 'exam' | 'link' | 'person' | 'graded'> & { personId: string };

/** What changes for one person, of whom all attempts at an exam of a link are known. */
function changesOf(attempts: readonly AttemptSummary[], foreseen: ReadonlyMap<string, Foreseen>): Change[] {
  const marked = attempts.filter(({ state, score }) => state === 'marked' && score);
  const before = countingOf(marked, ({ score }) => score);
  const after = countingOf(marked, ({ _id, score }) => foreseen.get(_id)?.score ?? score);
  const counts = before && after && before.outOfTen !== after.outOfTen ? { before, after } : null;
  return marked.flatMap(({ _id, personId, number, score }) => {
    const seen = foreseen.get(_id);
    if (!score || !seen?.isChanged || !seen.score) return [];
    return [{ personId, number, before: score, after: seen.score, counts }];
  });
}

/** Attempts in the order of their people, of each person together. */
const byPerson = (attempts: readonly AttemptSummary[]): AttemptSummary[][] => {
  const people = new Map<string, AttemptSummary[]>();
  for (const attempt of attempts)
    people.set(attempt.personId, [...(people.get(attempt.personId) ?? []), attempt]);
  return [...people.values()];
};

const samePlace = ({ linkId, examCode }: ExamPlace, cursor: Cursor | undefined): boolean =>
  cursor?.[0] === linkId && cursor[1] === examCode;

/** Those of some places that are in a scope. */
async function among(places: readonly ExamPlace[], scope: Scope, { classes }: Deps): Promise<ExamPlace[]> {
  const links = await classes.linksById([...new Set(places.map(({ linkId }) => linkId))]);
  const inScope = new Set(
    links
      .filter(({ platformId, context }) => takesIn(scope, { platformId, contextId: context?.toHexString() }))
      .map(({ _id }) => _id.toHexString()),
  );
  return places.filter(({ linkId }) => inScope.has(linkId));
}

/** The first two places of a question in a scope, from one on: a part looks at the first, and says where to go on. */
async function placesFrom(
  start: ExamPlace | undefined,
  { question, scope }: Asking,
  deps: Deps,
): Promise<ExamPlace[]> {
  const found: ExamPlace[] = [];
  for (let last = start; ;) {
    const read = await deps.places.from(question._id, last, PLACES);
    // A page begins with what the one before ended with.
    found.push(...(await among(last === start ? read : read.slice(1), scope, deps)));
    last = read.at(-1);
    if (found.length >= 2 || read.length < PLACES) return found.slice(0, 2);
  }
}

/** The rulings of an attempt with one more correction. */
async function rulingsWith(
  attempt: Attempt,
  made: readonly CorrectionTerms[],
  { code, revision }: QuestionRevision,
  { inForce }: Deps,
) {
  const rulings = new Map(await inForce.rulingsOf(attempt));
  const ruling = rulingOf(reaching(made, attempt));
  for (const place of attempt.paper)
    if (ruling && place.question === code && place.revision === revision) rulings.set(place.slot, ruling);
  return rulings;
}

interface Part {
  place: ExamPlace;
  afterPerson: string | null;
  /** The corrections that there are, and the one that is asked for. */
  made: readonly CorrectionTerms[];
}

/** What would change of some of the people at a place. */
async function lookAt({ place, afterPerson, made }: Part, { question, scope }: Asking, deps: Deps) {
  const { exams } = deps;
  const page = await exams.summaries.pageOf(place, { afterPerson, most: PART });
  const ids = page.attempts.filter(({ state }) => state === 'marked').map(({ _id }) => _id);
  const found = await exams.corrections.askedIn(ids, question);
  const asked = found.filter((attempt) => takesIn(scope, attempt));
  const foreseen = new Map<string, Foreseen>();
  for (const attempt of asked) {
    const rulings = await rulingsWith(attempt, made, question, deps);
    foreseen.set(attempt._id, await exams.corrections.foresee(attempt, rulings));
  }
  return {
    attempts: asked.length,
    people: new Set(asked.map(({ personId }) => personId)).size,
    emptied: [...foreseen.values()].filter(({ score }) => score?.maximum === 0).length,
    changes: byPerson(page.attempts).flatMap((theirs) => changesOf(theirs, foreseen)),
    next: page.next,
  };
}

async function present(place: ExamPlace, changes: readonly Change[], deps: Deps): Promise<CorrectedScore[]> {
  if (changes.length === 0) return [];
  const { classes } = deps;
  const [title, link, graded, names] = await Promise.all([
    deps.titleOf(place.examCode),
    classes.findLink(place.linkId),
    deps.isGraded(place.linkId),
    classes.namesById(changes.map(({ personId }) => personId)),
  ]);
  const course = link?.context && (await classes.findContext(link.context.toHexString()));
  return changes.map(({ personId, ...change }) => ({
    exam: { code: place.examCode, title: title ?? { vi: place.examCode } },
    link: { id: place.linkId, title: link?.title ?? null, course: course?.title ?? null },
    person: { id: personId, name: names.get(personId) ?? null },
    ...change,
    graded,
  }));
}

/** Where the part after a cursor begins, and at which place the one after it. */
async function partAfter(asking: Asking, deps: Deps) {
  const cursor = cursorOf(asking.after);
  const [linkId, examCode, person] = cursor ?? ['', '', ''];
  const [place, following] = await placesFrom(cursor && { linkId, examCode }, asking, deps);
  const isSame = place !== undefined && samePlace(place, cursor) && person !== '';
  return { place, afterPerson: isSame ? person : null, following };
}

type PreviewResult =
  { ok: true; preview: CorrectionPreview } | { ok: false; error: NonNullable<ReturnType<typeof refusalOf>> };

const makePreview =
  (deps: Deps) =>
  async (asking: Asking): Promise<PreviewResult> => {
    const { question, wish, scope } = asking;
    const made = await deps.inForce.ofQuestion(question._id);
    const refusal = refusalOf(asking, made);
    if (refusal) return { ok: false, error: refusal };
    const number = (made.at(-1)?.number ?? 0) + 1;
    const wished = { _id: randomUUID(), number, scope, at: deps.clock.now(), reason: '', ...wish };
    const { place, afterPerson, following } = await partAfter(asking, deps);
    const isComplete = await deps.isCounted();
    if (!place) {
      const nothing = { attempts: 0, people: 0, emptied: 0, changes: [], next: null, isComplete };
      return { ok: true, preview: nothing };
    }
    const found = await lookAt({ place, afterPerson, made: [...made, wished] }, asking, deps);
    const next: Cursor | undefined =
      found.next !== null
        ? [place.linkId, place.examCode, found.next]
        : following && [following.linkId, following.examCode, ''];
    const changes = await present(place, found.changes, deps);
    return { ok: true, preview: { ...found, changes, next: next ? JSON.stringify(next) : null, isComplete } };
  };

/**
 * What a correction would change, part by part; nothing is changed by asking. Each part reads some hundred whole
 * attempts, so that those who ask have their turns.
 */
export function makePreviewCorrection(deps: Deps): ReturnType<typeof makePreview> {
  const preview = makePreview(deps);
  const inTurn = makeSharedTurns(PARTS_AT_ONCE);
  return (asking) => inTurn(asking.by, () => preview(asking));
}

export type PreviewCorrection = ReturnType<typeof makePreviewCorrection>;
