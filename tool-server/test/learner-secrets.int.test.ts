import type { LearnerAttempt, PracticeRound, ReviewPart } from '@chuyen-de/contracts';
import { isMarkedByPerson } from '@chuyen-de/question-types';
import type { PaperSlot } from '../src/exams/index.ts';
import type { Things } from './access-rows.ts';
import { DEVICE, TABLE } from './access-table.ts';
import { Browser, connectSandbox, type Connected } from './lti-harness.ts';
import { writePlainPages } from './plain-pages.ts';
import { saidBy } from './said-by.ts';
import { JOIN_CODE, openSitting } from './open-sitting.ts';
import { writeFolder } from './sample-programme.ts';
import { secretProgramme, toldIn, type Told } from './told-at-its-time.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';
import { wrongsTo, wrongTo } from './wrong-answers.ts';

jest.setTimeout(180_000);

type Question = LearnerAttempt['questions'][number];

let ui: Awaited<ReturnType<typeof writePlainPages>>;
let tool: WholeTool;
let lms: Connected;
let version = 1;
beforeAll(async () => {
  ui = await writePlainPages();
  tool = await openWholeTool({ ui });
  lms = await connectSandbox(tool);
});
afterAll(async () => {
  await lms.sandbox.close();
  await tool.close();
  await ui.remove();
});
afterEach(() => tool.clock.reset());

const MINUTES_UNTIL_CLOSING = 60;
const PASSWORD = 'SECRET-PASSWORD';
const AFTERWARDS: ReviewPart[] = ['response', 'marks', 'correctness', 'key', 'explanation', 'feedback'];

/** Puts the exam into use with such terms: nothing but own answers is shown before it closes. */
async function withTerms({ during, ...terms }: { during: ReviewPart[] }): Promise<void> {
  version += 1;
  const closesAt = new Date(tool.clock.now().getTime() + MINUTES_UNTIL_CLOSING * 60_000).toISOString();
  const review = { during, submitted: ['response'], open: ['response'], closed: AFTERWARDS };
  const feedback = { failed: { vi: 'SECRET-FEEDBACK' }, excellent: { vi: 'SECRET-FEEDBACK' } };
  const files = secretProgramme({ ...terms, closesAt, review, feedback, password: PASSWORD }, version);
  expect(await tool.tool.importProgramme(await writeFolder(files))).toMatchObject({ ok: true });
}

/** What may be told by now. */
interface Stage {
  /** Questions of the paper, by code; none before there is one. */
  asked: Set<string>;
  checked: Set<string>;
  /** Those of which an answer was tried and may be tried again, and those of which a hint was told. */
  tried: Set<string>;
  hinted: Set<string>;
  during: ReadonlySet<ReviewPart>;
  practised: Set<string>;
  isOver: boolean;
}

/** Whether something is told at its time: of an exam what it shows, of practice what was answered. */
function isTimely({ part, question }: Told, stage: Stage): boolean {
  if (part === 'never') return false;
  if (part === 'hint') return question !== undefined && stage.hinted.has(question);
  if (stage.isOver) return true;
  if (question === undefined) return false;
  if (!stage.asked.has(question)) return stage.practised.has(question);
  const stands = stage.checked.has(question);
  const isOfTries = stage.tried.has(question) && (part === 'marks' || part === 'correctness');
  return (stands || isOfTries) && stage.during.has(part);
}

/** A learner whose every answer is looked through as it comes. */
async function enterLearner(stage: Stage) {
  const { id: personId } = await lms.sandbox.addPerson({ familyName: 'Lê', givenName: 'Chi' });
  await lms.sandbox.enrol(lms.course.id, personId, 'learner');
  const asked = new Set<string>();
  const told: Told[] = [];
  let token = '';
  async function look(route: string, answer: Response): Promise<{ status: number; said: unknown }> {
    asked.add(route);
    const said = await saidBy(answer);
    const found = toldIn(said);
    told.push(...found);
    expect({ route, early: found.filter((one) => !isTimely(one, stage)) }).toEqual({ route, early: [] });
    return { status: answer.status, said };
  }
  const ask = async (route: string, path: string, body?: object) =>
    look(
      route,
      await fetch(`${tool.url}/api${path}`, {
        method: route.split(' ')[0]!,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  const launch = async (): Promise<string> =>
    (await new Browser().launch(lms, { personId })).headers.get('location')!;
  const page = await look('GET /app/start', await fetch(await launch()));
  token = (page.said as { arrival: { grant: { token: string } } }).arrival.grant.token;
  const code = new URL(await launch()).searchParams.get('code');
  await ask('POST /session', '/session', { code: code! });
  return {
    ask,
    asked,
    told,
    /** Whatever can be read, by whomever: refusals give nothing away either. */
    lookAtAll: async (things: Things): Promise<void> => {
      for (const [route, { path }] of Object.entries(TABLE))
        if (route.startsWith('GET ')) await ask(route, path(things));
    },
  };
}
type Learner = Awaited<ReturnType<typeof enterLearner>>;

const NOTHING: Things = {
  ...{ attempt: 'none', practice: 'none', madeExam: 'none', bank: 'none' },
  ...{ bankQuestion: 'none', grade: 'none', person: 'none', key: 'none' },
};

const paperOf = async (collection: string, id: string): Promise<PaperSlot[]> =>
  (await tool.connection.collection(collection).findOne({ _id: id as never }))!['paper'] as PaperSlot[];
const codeAt = (paper: PaperSlot[], slot: number): string =>
  paper.find((place) => place.slot === slot)!.question;

/** Answers some questions of a round of practice: they are told then, unless an exam holds them back. */
async function answerPractice(learner: Learner, stage: Stage, round: PracticeRound, count: number) {
  const paper = await paperOf('practiceRounds', round.id);
  for (const question of round.questions.slice(0, count)) {
    const code = codeAt(paper, question.slot);
    stage.practised.add(code);
    const { status } = await learner.ask(
      'PUT /practice/rounds/:id/answers/:slot',
      `/practice/rounds/${round.id}/answers/${question.slot}`,
      { response: wrongTo(question, paper) },
    );
    expect([code, status]).toEqual([code, stage.asked.has(code) ? 409 : 200]);
  }
}

async function practise(learner: Learner, stage: Stage): Promise<PracticeRound> {
  const route = 'POST /practice/:code/rounds';
  const { said } = await learner.ask(route, '/practice/CD01/rounds', {});
  const round = said as PracticeRound;
  await answerPractice(learner, stage, round, 3);
  return round;
}

function logged({ slot, certainty }: Question, response: object, later = 0) {
  const at = tool.clock.now().getTime();
  return { slot, seq: at + later, at, response, flagged: true, ...(certainty && { certainty: 3 }) };
}

interface Checking {
  question: Question;
  paper: PaperSlot[];
  /** The path of the attempt. */
  of: string;
  /** How often an answer may be checked. */
  tries: number;
}

/** Has wrong answers checked: as often as may be, and there are such. */
async function checkWrongs(learner: Learner, stage: Stage, { question, paper, of, tries }: Checking) {
  const canBe = tries > 0 && !isMarkedByPerson(question.type);
  const code = codeAt(paper, question.slot);
  for (const [index, response] of wrongsTo(question, paper).slice(0, Math.max(1, tries)).entries()) {
    const stands = index === tries - 1;
    if (canBe) for (const set of stands ? [stage.checked] : [stage.tried, stage.hinted]) set.add(code);
    const answer = logged(question, response, index);
    const asked = { device: DEVICE, answer };
    const { status } = await learner.ask('POST /attempts/:id/checks', `${of}/checks`, asked);
    expect([question.type, status]).toEqual([question.type, canBe ? 200 : 409]);
    await learner.ask('PUT /attempts/:id/device', `${of}/device`, { device: DEVICE });
  }
}

/** Sits the exam up to its end, and looks at everything on the way. */
async function sit(learner: Learner, stage: Stage, tries: number) {
  const round = await practise(learner, stage);
  const practice = round.id;
  const report = { slot: round.questions[0]!.slot, kind: 'key', text: 'Tried on the way' };
  expect(
    await learner.ask('POST /practice/rounds/:id/reports', `/practice/rounds/${practice}/reports`, report),
  ).toMatchObject({ status: 201 });
  await learner.lookAtAll({ ...NOTHING, practice });
  const rehearsal = { keeps: true, comesBack: true, clockAheadSeconds: 0, roundTripMs: 20 };
  await learner.ask('PUT /exams/:code/rehearsal', '/exams/KT01/rehearsal', rehearsal);
  await learner.ask('PUT /exams/:code/seat', '/exams/KT01/seat', { sitting: await openSitting(tool) });
  const typed = { device: DEVICE, joinCode: JOIN_CODE };
  const begin = (password: string) =>
    learner.ask('POST /exams/:code/attempts', '/exams/KT01/attempts', { ...typed, password });
  expect(await begin('SOMETHING-ELSE')).toMatchObject({ status: 403 });
  // What practice told of a question before the exam is of no concern to it.
  learner.told.length = 0;
  const attempt = (await begin(PASSWORD)).said as LearnerAttempt;
  const paper = await paperOf('attempts', attempt.id);
  for (const { question } of paper) stage.asked.add(question);
  const things = { ...NOTHING, attempt: attempt.id, practice };
  await learner.lookAtAll(things);
  await answerPractice(learner, stage, round, round.questions.length);

  const of = `/attempts/${attempt.id}`;
  const byRule = attempt.questions.filter(({ type }) => !isMarkedByPerson(type));
  const answers = byRule.map((question) => logged(question, wrongTo(question, paper)));
  const saved = { device: DEVICE, answers };
  expect(await learner.ask('PATCH /attempts/:id/answers', `${of}/answers`, saved)).toMatchObject({
    status: 200,
  });
  const [last, ...first] = [...attempt.questions].reverse() as [Question, ...Question[]];
  for (const question of [...first, last]) {
    // The last one is never checked, so that something is left to hold back.
    if (question === last && tries > 0) continue;
    await checkWrongs(learner, stage, { question, paper, of, tries });
  }
  await learner.lookAtAll(things);
  await learner.ask('PUT /attempts/:id/device', `${of}/device`, { device: 'another-device' });
  expect(await begin(PASSWORD)).toMatchObject({ said: { id: attempt.id } });
  await practise(learner, stage);
  return { things, of };
}

const TELLS_ALL = { during: ['marks', 'correctness', 'key', 'explanation'] };

it.each([
  ['is marked at the end', { during: [] }],
  ['weighs certainty', { certainty: true, during: [] }],
  ['says of checked answers whether they are right', { behaviour: 'immediate', during: ['correctness'] }],
  [
    'tells all of checked answers, weighed by certainty',
    { ...{ behaviour: 'immediate', certainty: true }, ...TELLS_ALL },
  ],
  [
    'lets answers be tried twice, and tells all of them once they stand',
    { ...{ behaviour: 'interactive', tries: 2, tellsParts: true }, ...TELLS_ALL },
  ],
] as [string, { during: ReviewPart[]; behaviour?: string; tries?: number }][])(
  'tells a learner nothing before its time, by whatever route, where the exam %s',
  async (_name, terms) => {
    await withTerms(terms);
    const during = new Set(terms.during);
    const stage: Stage = {
      ...{ asked: new Set(), checked: new Set(), practised: new Set() },
      ...{ tried: new Set(), hinted: new Set() },
      ...{ during, isOver: false },
    };
    const learner = await enterLearner(stage);
    await learner.ask('POST /session/refresh', '/session/refresh', {});
    await learner.ask('POST /topics/:code/progress', '/topics/CD01/progress', { read: [], seconds: 1 });
    const { things, of } = await sit(learner, stage, terms.tries ?? (terms.behaviour ? 1 : 0));
    const toldOf = (question: string) =>
      new Set(learner.told.filter((one) => one.question === question).map(({ part }) => part));
    for (const question of stage.checked)
      expect(toldOf(question)).toEqual(new Set([...during, ...(stage.hinted.has(question) ? ['hint'] : [])]));
    expect(stage.hinted.size > 0).toBe(terms.tries !== undefined);

    // What was checked is not shown again by a review that shows only answers.
    stage.checked.clear();
    stage.tried.clear();
    const submit = () =>
      learner.ask('POST /attempts/:id/submit', `${of}/submit`, { device: DEVICE, answers: [] });
    expect(await submit()).toMatchObject({
      status: 200,
      said: { score: null, review: expect.any(Array) as unknown },
    });
    await learner.lookAtAll(things);
    const appeal = { slot: null, text: 'Tried on the way' };
    await learner.ask('POST /attempts/:id/appeals', `${of}/appeals`, appeal);
    await practise(learner, stage);

    stage.isOver = true;
    learner.told.length = 0;
    tool.clock.pass(MINUTES_UNTIL_CLOSING + 1);
    await learner.lookAtAll(things);
    // That shows that all of it is found where it stands.
    const all = AFTERWARDS.filter((part) => part !== 'response' && part !== 'feedback');
    for (const question of stage.asked)
      expect([...toldOf(question)].filter((part) => part !== 'hint').sort()).toEqual([...all].sort());
    expect(learner.told.map(({ part }) => part)).toContain('feedback');

    const forLearners = Object.entries(TABLE).filter(([, { expected }]) => expected.learner < 400);
    const routes = [...forLearners.map(([route]) => route), 'POST /attempts/:id/checks'];
    expect(routes.filter((route) => !learner.asked.has(route))).toEqual([]);
  },
);
