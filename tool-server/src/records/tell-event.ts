import type { ItemRef, LanguageMap } from '@chuyen-de/contracts';
import type { XapiAgent, XapiStatement } from '@chuyen-de/xapi';
import type { Bank } from '../bank/index.ts';
import type { Person } from '../classes/index.ts';
import { isMarked, type Attempt, type MarkedAttempt } from '../exams/index.ts';
import type { Progress } from '../learning/index.ts';
import type { PracticeRound } from '../practice/index.ts';
import { revisionId } from '../revisions/index.ts';
import type { Owed } from '../storage/index.ts';
import type { Activities } from './activities.ts';
import { answeredStatements } from './answered.ts';
import { examClosedStatements } from './exam-closed.ts';
import { examStartedStatements } from './exam-started.ts';
import type { FindScene } from './find-scene.ts';
import { launchedStatements } from './launched.ts';
import { practisedStatements } from './practised.ts';
import { RecordEvent } from './record-events.ts';
import { markersOf, scoredStatements } from './scored.ts';
import type { Scene, Setting } from './scene.ts';
import { topicCompletedStatements } from './topic-completed.ts';
import { topicProgressedStatements } from './topic-progressed.ts';

/** Language of exams: questions are in Vietnamese always. */
const EXAM_LANGUAGE = 'vi';

/** A document that owes records; which one follows from the event. */
export type Recorded = Person | Progress | PracticeRound | Attempt;

interface Deps {
  findScene: FindScene;
  settingOf: (scene: Scene, language: string) => Setting;
  activities: Activities;
  bank: Pick<Bank, 'findRevisions'>;
  titleOf: (item: ItemRef) => Promise<LanguageMap | undefined>;
  topicTitles: (codes: readonly string[]) => Promise<ReadonlyMap<string, LanguageMap>>;
  /** Titles of a topic's sections and materials by their ids. */
  partTitles: (topicCode: string) => Promise<ReadonlyMap<string, LanguageMap>>;
}

type EventOf<Name> = Extract<RecordEvent, { event: Name }>;
type AttemptEvent = EventOf<
  'exam-started' | 'exam-closed' | 'exam-marked-again' | 'attempt-removed'
>['event'];

/**
 * The statements about an attempt: its start, its end with every answer, or both as they are after a correction; those
 * that stand as they were have the same ids. Of one that was removed none is told, nor while it waits for a person again.
 */
function makeTellAttempt({ findScene, settingOf, activities, bank, topicTitles }: Deps) {
  /** Those who have marked answers, as statements name them; who is gone is named no more. */
  async function findMarkers(attempt: MarkedAttempt): Promise<ReadonlyMap<string, XapiAgent>> {
    const ids = markersOf(attempt);
    const found = await Promise.all(
      ids.map(async (personId) => {
        const scene = await findScene({ personId, platformId: attempt.platformId }).catch(() => undefined);
        return scene ? [[personId, settingOf(scene, EXAM_LANGUAGE).actor] as const] : [];
      }),
    );
    return new Map(found.flat());
  }

  return async (attempt: Attempt, { id }: Owed, event: AttemptEvent): Promise<XapiStatement[]> => {
    if (attempt.state === 'removed' || event === 'attempt-removed') return [];
    const scene = { ...(await findScene(attempt)), trial: attempt.trial === true };
    const setting = settingOf(scene, EXAM_LANGUAGE);
    if (event === 'exam-started') return examStartedStatements(attempt, setting, activities);
    if (!isMarked(attempt) && event === 'exam-marked-again') return [];
    if (!isMarked(attempt))
      throw new Error(`attempt ${attempt._id} owes the record of an end that has not come`);
    const refs = attempt.paper.map(({ question, revision }) => ({ code: question, revision }));
    const [questions, titles, markers] = await Promise.all([
      bank.findRevisions(refs),
      topicTitles([...new Set(attempt.paper.map(({ topic }) => topic))]),
      findMarkers(attempt),
    ]);
    const ending = { owedId: id, at: attempt.closedAt, again: event === 'exam-marked-again' };
    return [
      ...answeredStatements(attempt, { questions, topicTitles: titles }, setting, activities),
      ...scoredStatements(attempt, { questions, markers }, setting, activities),
      ...examClosedStatements(attempt, ending, setting, activities),
    ];
  };
}

/** The statement about a question that was practised. */
const makeTellPractice =
  ({ findScene, settingOf, activities, bank }: Deps) =>
  async (round: PracticeRound, slot: number): Promise<XapiStatement[]> => {
    const place = round.paper.find((each) => each.slot === slot);
    if (!place) return [];
    const ref = { code: place.question, revision: place.revision };
    const question = (await bank.findRevisions([ref])).get(revisionId(ref));
    if (!question) return [];
    const setting = settingOf({ ...(await findScene(round)), trial: round.trial === true }, EXAM_LANGUAGE);
    return practisedStatements({ round, slot, question }, setting, activities);
  };

/** Turns events into the statements that tell them. */
export function makeTellEvent(deps: Deps) {
  const { findScene, settingOf, activities, titleOf, partTitles } = deps;
  const tellAttempt = makeTellAttempt(deps);
  const tellPractice = makeTellPractice(deps);
  const nameOf = async (item: ItemRef): Promise<LanguageMap> => (await titleOf(item)) ?? { vi: item.code };

  async function tellLaunch(person: Person, { id, at }: Owed, event: EventOf<'launched'>) {
    const { _id, platformId } = person;
    const where = { ...event, person, personId: _id.toHexString(), platformId };
    // Staff in the LMS's student view, or a test student: only learners' visits are told.
    const trial = person.staffIn?.some((id) => id.toHexString() === event.contextId);
    const setting = settingOf({ ...(await findScene(where)), trial }, event.locale);
    const title = await nameOf(event.item);
    return launchedStatements({ owedId: id, at, item: event.item, title }, setting, activities);
  }

  async function tellTopic(
    progress: Progress,
    { id, at }: Owed,
    { locale, trial }: EventOf<'topic-completed'>,
  ) {
    const setting = settingOf({ ...(await findScene(progress)), trial }, locale);
    const title = await nameOf({ kind: 'topic', code: progress.topicCode });
    return topicCompletedStatements({ owedId: id, at, progress, title }, setting, activities);
  }

  async function tellReading(progress: Progress, { id, at }: Owed, event: EventOf<'topic-progressed'>) {
    const { topicCode } = progress;
    const { trial } = event;
    const setting = settingOf({ ...(await findScene(progress)), trial }, event.locale);
    const [title, titles] = await Promise.all([
      nameOf({ kind: 'topic', code: topicCode }),
      partTitles(topicCode),
    ]);
    const sections = event.sections.map((section) => ({ id: section, title: titles.get(section) }));
    const told = { owedId: id, at, progress, title, sections, read: event.read, of: event.of };
    return topicProgressedStatements(told, setting, activities);
  }

  return (document: Recorded, owed: Owed): Promise<XapiStatement[]> => {
    const event = RecordEvent.parse(owed.data);
    switch (event.event) {
      case 'launched':
        return tellLaunch(document as Person, owed, event);
      case 'topic-progressed':
        return tellReading(document as Progress, owed, event);
      case 'topic-completed':
        return tellTopic(document as Progress, owed, event);
      case 'practised':
        return tellPractice(document as PracticeRound, event.slot);
      default:
        return tellAttempt(document as Attempt, owed, event.event);
    }
  };
}
