import type { AnswersSaved, Arrival, AttemptResult, LearnerAttempt, Score } from '@chuyen-de/contracts';
import type { Pool } from 'undici';
import { openBrowser, type Browser } from './browser.ts';
import type { Meter } from './meter.ts';
import type { BenchPlatform } from './platform.ts';

export const SAVES = 6;

export interface Surroundings {
  pool: Pool;
  platform: BenchPlatform;
  meter: Meter;
  toolUrl: string;
}

/** What the learner was told at the end; the gradebook has to hold the same. */
export interface SatExam {
  subject: string;
  score: Score;
}

function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

/** Login of one person; answers the form that the platform makes their browser post to the tool, and its cookies. */
export async function beginLaunch(
  browser: Browser,
  subject: string,
  { platform, toolUrl }: Pick<Surroundings, 'platform' | 'toolUrl'>,
) {
  const { issuer, clientId, deploymentId } = platform.placement;
  const login = await browser.ask('login', 302, '/lti/login', {
    method: 'POST',
    form: {
      iss: issuer,
      client_id: clientId,
      lti_deployment_id: deploymentId,
      login_hint: subject,
      lti_message_hint: `{"cmid":7,"launchid":"${subject}"}`,
      target_link_uri: `${toolUrl}/lti/launch`,
    },
  });
  return { ...(await platform.authorise(login.location ?? '')), cookies: browser.cookies() };
}

/** Login and launch of one person; answers the single-use code by which their session begins. */
export async function launch(
  browser: Browser,
  subject: string,
  surroundings: Pick<Surroundings, 'platform' | 'toolUrl'>,
): Promise<string> {
  const { action, form } = await beginLaunch(browser, subject, surroundings);
  const launched = await browser.ask('launch', 303, action, { method: 'POST', form });
  const code = new URL(launched.location ?? '').searchParams.get('code');
  check(code !== null, 'the launch led to no code');
  return code;
}

type Choice = Extract<LearnerAttempt['questions'][number], { options: unknown }>;

/** Answers five of thirty questions: of each the first option or the second, so that scores differ. */
export function answersOf(attempt: LearnerAttempt, save: number) {
  const size = Math.ceil(attempt.questions.length / SAVES);
  const at = Date.now();
  return (attempt.questions as Choice[]).slice(save * size, (save + 1) * size).map((question) => ({
    slot: question.slot,
    seq: at,
    at,
    response: {
      type: question.type,
      selected: [question.options[Math.random() < 0.5 ? 0 : 1]?.id],
    },
    flagged: false,
  }));
}

export async function saveAnswers(
  browser: Browser,
  attempt: LearnerAttempt,
  device: string,
  answers: ReturnType<typeof answersOf>,
): Promise<void> {
  const reply = await browser.ask('save', 200, `/api/attempts/${attempt.id}/answers`, {
    method: 'PATCH',
    json: { device, answers },
  });
  const saved = JSON.parse(reply.text) as AnswersSaved;
  check(
    answers.every(({ slot, seq }) => saved.slots.some((held) => held.slot === slot && held.seq === seq)),
    'a save did not acknowledge its answers',
  );
}

/** From the single-use code to the exam's start page. */
export async function enter(browser: Browser, code: string, exam: string): Promise<void> {
  const page = await browser.ask('page', 200, `/app/start?code=${code}`);
  const brought = /<script type="application\/json" id="arrival">(.*?)<\/script>/.exec(page.text)?.[1];
  check(brought !== undefined, 'the page brought nothing along');
  const { grant, exam: start } = JSON.parse(brought) as Arrival;
  check(start?.code === exam, 'the page brought another exam along');
  browser.signIn(grant.token);
}

export async function open(browser: Browser, exam: string, device: string): Promise<LearnerAttempt> {
  const reply = await browser.ask('start', 200, `/api/exams/${exam}/attempts`, {
    method: 'POST',
    json: { device },
  });
  const attempt = JSON.parse(reply.text) as LearnerAttempt;
  check(
    attempt.state === 'open' && attempt.questions.length === 30,
    'the attempt is not an open paper of 30',
  );
  return attempt;
}

export async function submit(
  browser: Browser,
  attempt: LearnerAttempt,
  device: string,
): Promise<AttemptResult & { score: Score }> {
  const reply = await browser.ask('submit', 200, `/api/attempts/${attempt.id}/submit`, {
    method: 'POST',
    json: { device, answers: [] },
  });
  const result = JSON.parse(reply.text) as AttemptResult;
  const { score } = result;
  check(result.closedBy === 'learner' && result.answered === 30, 'the result does not count 30 answers');
  if (!score) throw new Error('what was submitted in time has no score');
  return { ...result, score };
}

/** A new person opens the exam, and leaves. */
export const makeVisit =
  (surroundings: Surroundings) =>
  async (number: number): Promise<void> => {
    const browser = openBrowser(surroundings.pool);
    await surroundings.meter.time('launch', () => launch(browser, String(number), surroundings));
  };

/** A new person sits the whole exam: launch, page, session, start, six saves of five answers, submit. */
export const makeSitExam =
  (surroundings: Surroundings) =>
  async (number: number): Promise<SatExam> => {
    const { pool, meter, platform } = surroundings;
    const exam = platform.placement.itemCode;
    const subject = String(number);
    const device = `bench-${subject.padStart(8, '0')}`;
    const browser = openBrowser(pool);
    return meter.time('exam', async () => {
      const code = await meter.time('launch', () => launch(browser, subject, surroundings));
      await meter.time('enter', () => enter(browser, code, exam));
      const attempt = await meter.time('start', () => open(browser, exam, device));
      for (let save = 0; save < SAVES; save += 1)
        await meter.time('save', () => saveAnswers(browser, attempt, device, answersOf(attempt, save)));
      const { score } = await meter.time('submit', () => submit(browser, attempt, device));
      return { subject, score };
    });
  };
