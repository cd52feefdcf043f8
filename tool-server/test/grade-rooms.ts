import type { GradebookView, LedgerEntry, Score } from '@chuyen-de/contracts';
import type { SandboxOptions } from '@chuyen-de/sandbox-lms';
import { pino } from 'pino';
import { makeClasses, type Classes } from '../src/classes/index.ts';
import { makeGradebook, makeGradeStateOf, type Work } from '../src/gradebook/index.ts';
import type { SessionData } from '../src/sessions/index.ts';
import { makeOwedQueue, owe, prepareModels } from '../src/storage/index.ts';
import { heldClock, type HeldClock } from './exam-rooms.ts';
import { Browser, connectSandbox, startTool, type Connected, type TestTool } from './lti-harness.ts';

export interface Lms {
  tool: TestTool;
  lms: Connected;
}

/** The tool's LTI room and a sandbox LMS that know each other. */
export async function openLms(options?: SandboxOptions): Promise<Lms & { close: () => Promise<void> }> {
  const tool = await startTool();
  const lms = await connectSandbox(tool, options);
  return {
    tool,
    lms,
    close: async () => {
      await lms.sandbox.close();
      await tool.close();
    },
  };
}

const aScore = (given: number): Score => ({ given, maximum: 10, outOfTen: given, passed: given >= 5 });

const WORK: Work = {
  state: 'open',
  attempts: 1,
  startedAt: new Date('2026-03-02T08:00:00Z'),
  lastSavedAt: undefined,
  doneAt: undefined,
  progress: 0.5,
  score: undefined,
  replayedLate: 0,
  lateSeconds: 0,
  awaitsMarking: 0,
  markedByHand: 0,
  underWay: undefined,
};

/** Everybody of a small class, as the page first asks for them. */
const FIRST_PAGE = { filter: 'all', order: 'name', search: '', page: 1 } as const;

export interface Class {
  clock: HeldClock;
  classes: Classes;
  gradebook: ReturnType<typeof makeGradebook>;
  gradeStateOf: ReturnType<typeof makeGradeStateOf>;
  learners: SessionData[];
  lecturer: SessionData;
  /** The lecturer opens the link: with what the LMS says of its column by now. */
  openAsLecturer(): Promise<SessionData>;
  /** What the lecturer sees of the class. */
  view(): ReturnType<Class['gradebook']['view']>;
  /** The learner opens the link again. */
  openAgain(learner: SessionData): Promise<SessionData>;
  /** Says that an attempt has ended with this score counting, as the exams room would. */
  end(learner: SessionData, score: number | Score, at?: Date): Promise<void>;
  /** Says that they have read so many of four sections of a topic, as the learning room would. */
  read(learner: SessionData, sections: number): Promise<void>;
  /** Says who has begun. */
  atWork(learners: SessionData[]): void;
  /** Says that nothing of theirs counts any more, as after a reset. */
  reset(learner: SessionData): Promise<void>;
  ledger(learner: SessionData): Promise<LedgerEntry | null>;
  /** The line as it is stored, for whom the roster does not list. */
  line(learner: SessionData): Promise<unknown>;
}

/** What sends the grades of classes, of one or of several LMSs. */
export async function openOffice({ tool }: Pick<Lms, 'tool'>, clock = heldClock()) {
  const { connection, lti } = tool;
  const owedQueue = makeOwedQueue({ clock });
  const classes = makeClasses({ connection, clock, readMembers: lti.nrps.readMembers, owedQueue });
  const scores = new Map<string, Score>();
  const atWork: SessionData[] = [];
  const gradebook = makeGradebook({
    connection,
    clock,
    logger: pino({ level: 'silent' }),
    ags: lti.ags,
    classes,
    work: {
      titleOf: () => Promise.resolve({ vi: 'Bài kiểm tra' }),
      follow: () => () =>
        Promise.resolve({ isWhole: true, works: new Map(atWork.map(({ personId }) => [personId, WORK])) }),
      progressNow: (works) => Promise.resolve([...works]),
      accommodationsOf: () => Promise.resolve(new Map()),
      sittingsOf: () => Promise.resolve(new Map()),
    },
    countingScore: ({ personId }) => Promise.resolve(scores.get(personId)),
  });
  await prepareModels([...classes.models, ...gradebook.models]);
  return { clock, classes, scores, atWork, gradebook };
}
export type Office = Awaited<ReturnType<typeof openOffice>>;

const AGS_CLAIM = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const AGS_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope';

interface ClassOptions {
  size?: number;
  clock?: HeldClock;
  /** Several classes may have one. */
  office?: Office;
  /** Where the LMS says that the column of the link is, if it is not where the sandbox has it. */
  columnAt?: string;
  /** Where the LMS says that columns are listed and made, of a link that has none. */
  columnsAt?: string;
  /** Whether the link comes with a column; else the tool is to make one. */
  column?: boolean;
  /** What the link opens. */
  item?: string;
}

/** A fresh link with some learners who have opened it. */
export async function openClass(
  { tool, lms }: Lms,
  { size = 1, column = true, item = 'exam:KT01', columnAt, columnsAt, ...options }: ClassOptions = {},
): Promise<Class> {
  lms.sandbox.clearFaults();
  const { connection } = tool;
  const { clock, classes, scores, atWork, gradebook } =
    options.office ?? (await openOffice({ tool }, options.clock));
  const scope = [`${AGS_SCOPE}/score`, `${AGS_SCOPE}/lineitem`];
  const places = {
    ...(columnAt !== undefined && { lineitem: columnAt }),
    ...(columnsAt !== undefined && { lineitems: columnsAt }),
  };
  const claims = Object.keys(places).length > 0 && { claims: { [AGS_CLAIM]: { scope, ...places } } };
  const { linkId } = await lms.sandbox.placeItem(lms.course.id, {
    title: 'Bài kiểm tra',
    custom: { item },
    ...(column && { lineItem: { scoreMaximum: 10 } }),
  });
  const recordLaunch = () => classes.recordLaunch({ ...tool.launches.at(-1)!, launchedAt: clock.now() });
  const learners: SessionData[] = [];
  for (let number = 0; number < size; number++) {
    const person = await lms.sandbox.addPerson({ familyName: 'Lê', givenName: `Học viên ${number}` });
    await lms.sandbox.enrol(lms.course.id, person.id, 'learner');
    await new Browser().launch({ ...lms, linkId, learner: person }, { ...claims });
    learners.push(await recordLaunch());
  }
  const openAsLecturer = async (): Promise<SessionData> => {
    await new Browser().launch({ ...lms, linkId }, { personId: lms.lecturer.id, ...claims });
    return recordLaunch();
  };
  const lecturer = await openAsLecturer();
  const view = () => gradebook.view({ ...lecturer, held: [] }, FIRST_PAGE);
  const ledger: Class['ledger'] = async ({ personId }) => {
    await gradebook.readRoster(lecturer.contextId!);
    const result = await view();
    if (!result.ok) throw new Error(result.error.code);
    const { rows }: GradebookView = result.view;
    return rows.find(({ person }) => person.id === personId)?.grade ?? null;
  };
  return {
    clock,
    classes,
    gradebook,
    view,
    gradeStateOf: makeGradeStateOf({ connection, classes }),
    learners,
    lecturer,
    openAsLecturer,
    async openAgain({ personId }) {
      const { sub } = (await classes.findPerson(personId))!;
      await new Browser().launch({ ...lms, linkId }, { personId: sub });
      return recordLaunch();
    },
    ledger,
    line: ({ personId, linkId: link }) => connection.collection('grades').findOne({ personId, linkId: link }),
    async end({ personId, linkId: link }, score, at = clock.now()) {
      scores.set(personId, typeof score === 'number' ? aScore(score) : score);
      await gradebook.onGradeOwed({ personId, linkId: link!, examCode: 'KT01' }, owe('grade', at));
    },
    async read({ personId, linkId: link }, sections) {
      const score = { given: sections, maximum: 4, outOfTen: sections * 2.5, passed: sections === 4 };
      scores.set(personId, score);
      const owed = owe('completion', clock.now(), { linkIds: [link] });
      await gradebook.onCompletionOwed({ personId, topicCode: 'CD01' }, owed);
    },
    atWork: (people) => void atWork.splice(0, Infinity, ...people),
    async reset({ personId, linkId: link }) {
      scores.delete(personId);
      await gradebook.recompute({ personId, linkId: link!, examCode: 'KT01' }, clock.now());
    },
  };
}

/** Every post of a learner's score that reached the LMS, and the grade that it now shows. */
export async function inLms({ lms }: Lms, room: Class, learner: SessionData) {
  const person = await room.classes.findPerson(learner.personId);
  const link = await room.classes.findLink(learner.linkId!);
  const { lineItems, rows, posts } = lms.sandbox.gradebook(lms.course.id);
  return {
    sub: person!.sub,
    /** Columns of the learner's link. */
    columns: lineItems.filter(({ linkId }) => linkId === link!.linkId),
    grade: rows.find(({ personId }) => personId === person!.sub)?.score ?? null,
    posts: posts
      .filter(({ personId }) => personId === person!.sub)
      .map(({ accepted, status, body }) => ({
        accepted,
        status,
        ...(body as { scoreGiven?: number; timestamp: string }),
      })),
  };
}
