import type { ItemRef, LearnerAttempt, TopicPage } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import type { Sandbox } from '@chuyen-de/sandbox-lms';
import type { LtiLaunch } from '../lti/index.ts';
import { answersRight, LEFT_COURSE, planClass, type LearnerPlan } from './class-plan.rules.ts';
import type { PastDesk } from './surroundings.ts';

interface Deps {
  desk: PastDesk;
  /** When the class began. */
  beganAt: Date;
  /** A launch of one of the class's links by one of its people, as the sandbox would send it. */
  launchOf: (person: SandboxPerson, item: ItemRef) => LtiLaunch;
  people: SandboxPerson[];
  topics: string[];
  exam: string;
  /** Ends it half-way. */
  signal: AbortSignal;
  /** By the text of the question. */
  samples: ReadonlyMap<string, SampleResponses>;
}

/** What one may answer to a question. */
export interface SampleResponses {
  right: QuestionResponse;
  wrong: QuestionResponse;
}

export type SandboxPerson = ReturnType<Sandbox['people']>[number];

interface Step {
  /** Minutes since the class began. */
  at: number;
  take: (at: Date) => Promise<void>;
}

const PARTS = 6;

/** What a learner answers: rightly or wrongly. */
function responseOf(
  { samples }: Deps,
  { stem }: LearnerAttempt['questions'][number],
  { ability, index }: { ability: number; index: number },
): QuestionResponse {
  const sample = samples.get(stem.vi);
  if (!sample) throw new Error(`the sample programme has no question "${stem.vi}"`);
  return answersRight(ability, index, stem.vi) ? sample.right : sample.wrong;
}

function readingSteps(deps: Deps, person: SandboxPerson, { reads }: LearnerPlan): Step[] {
  return reads.flatMap(({ topic, at }) => {
    const code = deps.topics[topic];
    if (code === undefined) return [];
    return {
      at,
      async take(moment: Date) {
        const token = await deps.desk.arrive(moment, deps.launchOf(person, { kind: 'topic', code }));
        const { sections, minutes } = await deps.desk.ask<TopicPage>(moment, token, {
          method: 'GET',
          path: `/topics/${code}`,
        });
        const body = { read: sections.map(({ id }) => id), seconds: minutes * 60 };
        const done = new Date(moment.getTime() + body.seconds * 1000);
        await deps.desk.ask(done, token, { method: 'POST', path: `/topics/${code}/progress`, body });
      },
    };
  });
}

function attemptSteps(deps: Deps, person: SandboxPerson, { index, attempts }: LearnerPlan): Step[] {
  const device = `lop-mau-${String(index + 1).padStart(4, '0')}`;
  return attempts.flatMap((plan) => {
    let token = '';
    let attempt: LearnerAttempt | undefined;
    const begin: Step = {
      at: plan.at,
      async take(moment) {
        token = await deps.desk.arrive(moment, deps.launchOf(person, { kind: 'exam', code: deps.exam }));
        const path = `/exams/${deps.exam}/attempts`;
        attempt = await deps.desk.ask<LearnerAttempt>(moment, token, {
          method: 'POST',
          path,
          body: { device },
        });
      },
    };
    const part = (number: number): Step => ({
      at: plan.at + (plan.minutes * (number + 1)) / (PARTS + 1),
      async take(moment) {
        if (!attempt) return;
        const size = Math.ceil(attempt.questions.length / PARTS);
        const seq = moment.getTime();
        const answers = attempt.questions.slice(number * size, (number + 1) * size).map((question) => ({
          slot: question.slot,
          seq,
          at: seq,
          response: responseOf(deps, question, { ability: plan.ability, index }),
          flagged: false,
        }));
        const path = `/attempts/${attempt.id}/answers`;
        await deps.desk.ask(moment, token, { method: 'PATCH', path, body: { device, answers } });
      },
    });
    const submit: Step = {
      at: plan.at + plan.minutes,
      async take(moment) {
        if (!attempt) return;
        const path = `/attempts/${attempt.id}/submit`;
        await deps.desk.ask(moment, token, { method: 'POST', path, body: { device, answers: [] } });
      },
    };
    const parts = Array.from({ length: plan.cutOffAfter ?? PARTS }, (_, number) => part(number));
    return plan.cutOffAfter === undefined ? [begin, ...parts, submit] : [begin, ...parts];
  });
}

/**
 * Lets a class of thirty live through its two weeks: they read, sit the exam, fail and try again, and one loses
 * the connection. One has left the course in the LMS, which refuses the grade. In the order of time, since the
 * clock of the past goes on from one to the next. Answers whether it came to its end.
 */
export async function liveThrough(deps: Deps): Promise<boolean> {
  const steps = planClass().flatMap((plan) => {
    const person = deps.people[plan.index];
    return person ? [...readingSteps(deps, person, plan), ...attemptSteps(deps, person, plan)] : [];
  });
  steps.sort((a, b) => a.at - b.at);
  for (const { at, take } of steps) {
    if (deps.signal.aborted) return false;
    await take(new Date(deps.beganAt.getTime() + at * 60_000));
  }
  return true;
}

/** Who is in the course as the LMS knows it today. */
export const stillInCourse = (people: SandboxPerson[]): SandboxPerson[] =>
  people.filter((_, index) => index !== LEFT_COURSE);
