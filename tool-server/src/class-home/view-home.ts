import type { ClassHome } from '@chuyen-de/contracts';
import { nameIn, type NamesById } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Learning } from '../learning/index.ts';
import { may } from '../policies/index.ts';
import { isTrial, type CurrentSession } from '../sessions/index.ts';
import type { ClassStore } from './class-store.ts';
import type { ExaminedClass, PlacedExam } from './find-class.ts';
import { nextStepOf } from './next-step.rules.ts';
import { topicStanding } from './topic-standing.rules.ts';

export interface ViewHomeDeps {
  store: ClassStore;
  learning: Pick<Learning, 'countedOf' | 'readingsOf'>;
  exams: Pick<Exams, 'startPageOf'>;
  namesById: NamesById;
  clock: Clock;
}

async function topicsFor(
  { topics }: ExaminedClass,
  personId: string,
  { due, learning }: Pick<ViewHomeDeps, 'learning'> & { due: ReadonlyMap<string, string> },
): Promise<ClassHome['topics']> {
  const readings = await learning.readingsOf(
    topics.map(({ code }) => code),
    [personId],
  );
  const readingOf = new Map(readings.map((reading) => [reading.topicCode, reading]));
  return Promise.all(
    topics.map(async ({ code, title, minutes, questionCount }) => ({
      ...{ code, title, minutes },
      ...topicStanding((await learning.countedOf(code)) ?? [], readingOf.get(code)),
      due: due.get(code) ?? null,
      practice: questionCount > 0,
    })),
  );
}

/** An exam as its own page tells it to the same person: what that holds back is held back here. */
async function examFor(
  { linkId, code, title, linkTitle }: PlacedExam,
  session: CurrentSession,
  exams: ViewHomeDeps['exams'],
): Promise<ClassHome['exams']> {
  const taker = { personId: session.personId, linkId, examCode: code };
  const start = await exams.startPageOf(taker, isTrial(session));
  if (!start) return [];
  const newest = start.attempts.at(-1);
  return [
    {
      ...{ linkId, code, title, linkTitle: linkTitle ?? null },
      minutes: start.minutes,
      opensAt: start.opensAt ?? null,
      closesAt: start.closesAt ?? null,
      mine: newest === undefined ? 'not-started' : newest.state === 'open' ? 'open' : 'done',
      score: start.counts,
    },
  ];
}

/** The home of a class, for whoever looks. */
export const makeViewHome =
  ({ store, learning, exams, namesById, clock }: ViewHomeDeps) =>
  async (session: CurrentSession, found: ExaminedClass): Promise<ClassHome> => {
    const [{ due, change }, notices, shownExams] = await Promise.all([
      store.datesOf(found.id),
      store.noticesOf(found.id),
      Promise.all(found.exams.map((exam) => examFor(exam, session, exams))).then((all) => all.flat()),
    ]);
    const [topics, names] = await Promise.all([
      topicsFor(found, session.personId, { learning, due }),
      namesById(notices.map(({ by }) => by)),
    ]);
    const now = clock.now();
    return {
      code: found.code,
      title: found.title,
      contextTitle: session.contextTitle ?? null,
      topics,
      exams: shownExams,
      next: nextStepOf(topics, shownExams, now) ?? null,
      notices: notices.map(({ _id, text, at, by }) => ({
        id: _id,
        text,
        at: at.toISOString(),
        by: nameIn(names, by),
      })),
      datesChange: change,
      can: { lead: may(session, 'class.lead'), seeLearners: may(session, 'class.see') },
      serverNow: now.toISOString(),
    };
  };
