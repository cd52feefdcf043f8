import type { PickerView, Problem, Scope, SessionGrant } from '@chuyen-de/contracts';
import { Browser, connectSandbox, tokenOf, type Connected } from './lti-harness.ts';
import { programmeFiles, withVersion, writeFolder } from './sample-programme.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';

/** The sample programme once more, as another one whose codes begin with a word. */
const programmeOf = (word: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(programmeFiles()).map(([file, text]) => [
      file,
      text.replace('code: BD', `code: ${word}`).replaceAll(/\b(CD0|KT0)/g, `${word}-$1`),
    ]),
  );

let tool: WholeTool;
let school: Connected;
let other: Connected;
let courseId: string;
let otherCourse: { id: string; lecturer: string };

/** Opens something in a course of an LMS; the token, and what its session is about. */
async function open(lms: Connected, item: string, { course = lms.course.id, as = lms.lecturer.id } = {}) {
  const { linkId } = await lms.sandbox.placeItem(course, { title: item, custom: { item } });
  const token = await tokenOf(tool, await new Browser().launch({ ...lms, linkId }, { personId: as }));
  const renewed = await call(token, 'POST', '/session/refresh');
  return { token, session: ((await renewed.json()) as SessionGrant).session, linkId };
}

const call = (token: string, method: string, path: string, body?: object) =>
  fetch(`${tool.url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

async function importAs(word: string, owner?: Scope, version = 1) {
  const files = withVersion(programmeOf(word), version);
  return tool.tool.importProgramme(await writeFolder(files), owner);
}

beforeAll(async () => {
  tool = await openWholeTool();
  school = await connectSandbox(tool);
  other = await connectSandbox(tool);
  // The course is known once somebody has come from it.
  await open(school, 'exam:KT01');
  courseId = String((await tool.connection.collection('contexts').findOne())?._id);
  const { id: lecturer } = await school.sandbox.addPerson({ familyName: 'Ngô', givenName: 'Bảo' });
  const { id } = await school.sandbox.addCourse({
    shortName: 'B',
    fullName: 'Lớp khác',
    members: [{ personId: lecturer, role: 'lecturer' }],
  });
  otherCourse = { id, lecturer };
  const { platformId } = school;
  const owners: Record<string, Scope> = {
    TRUONG: { kind: 'platform', platformId },
    LOP: { kind: 'course', platformId, contextId: courseId },
  };
  for (const [word, owner] of Object.entries(owners))
    expect(await importAs(word, owner)).toMatchObject({ ok: true, outcome: 'imported' });
}, 120_000);
afterAll(async () => {
  for (const { sandbox } of [school, other]) await sandbox.close();
  await tool.close();
});

/** From where somebody comes, and of which programmes they find what. */
const PLACES: [name: string, enter: (item: string) => ReturnType<typeof open>, found: string[]][] = [
  ['the course', (item) => open(school, item), ['BD', 'LOP', 'TRUONG']],
  [
    'another course of the school',
    (item) => open(school, item, { course: otherCourse.id, as: otherCourse.lecturer }),
    ['BD', 'TRUONG'],
  ],
  ['another school', (item) => open(other, item), ['BD']],
];
const CODES = { BD: '', TRUONG: 'TRUONG-', LOP: 'LOP-' };

describe('what belongs to somebody', () => {
  describe.each(PLACES)('from %s', (name, enter, found) => {
    it.each(Object.entries(CODES))('opens or not: %s', async (programme, word) => {
      for (const item of [`exam:${word}KT01`, `topic:${word}CD01`, `practice:${word}CD01`]) {
        const [kind = '', code] = item.split(':');
        const { token, session, linkId } = await enter(item);
        const isTheirs = found.includes(programme);
        expect(session.item).toEqual(isTheirs ? { kind, code } : undefined);
        const path = { exam: 'exams', topic: 'topics', practice: 'practice' }[kind]!;
        const page = await call(token, 'GET', `/${path}/${code}`);
        expect([item, page.status]).toEqual([item, isTheirs ? 200 : 403]);
        await page.arrayBuffer();
        if (isTheirs) continue;
        // Nor does what a lecturer, a gradebook or a record would be told of the link name it.
        const seen = await call(token, 'GET', '/gradebook');
        expect(((await seen.json()) as Problem).code).toBe('not_in_this_link');
        const { platformId } = name === 'another school' ? other : school;
        const link = await tool.connection.collection('links').findOne({ platformId, linkId });
        expect(link?.['item']).toBeUndefined();
      }
    });
  });

  it.each([
    ['the school', () => school, ['BD', 'LOP', 'TRUONG'], 200],
    ['another school', () => other, ['BD'], 422],
  ] as const)(
    'is placed by the picker of %s, or neither shown nor signed',
    async (_name, of, found, status) => {
      const token = await tokenOf(tool, await new Browser().deepLink(of()));
      const { programmes } = (await (await call(token, 'GET', '/picker')).json()) as PickerView;
      expect(programmes.map(({ code }) => code)).toEqual(found);
      for (const { code, topics, exams } of programmes)
        expect([code, topics.length, exams.length]).toEqual([code, 2, 3]);
      const items = [{ ref: { kind: 'exam', code: 'LOP-KT01' } }];
      const answer = await call(token, 'POST', '/picker/selection', { items });
      expect(answer.status).toBe(status);
    },
  );

  it('opens nothing to whoever launched its code before it came', async () => {
    const early = await open(other, 'exam:SAU-KT01');
    const theirs = await open(school, 'exam:SAU-KT01');
    expect(early.session.item).toEqual({ kind: 'exam', code: 'SAU-KT01' });
    expect(await importAs('SAU', { kind: 'platform', platformId: school.platformId })).toMatchObject({
      ok: true,
    });
    // What is in force is read again after three seconds.
    tool.clock.pass(0.1);
    const paths = ['/exams/SAU-KT01', '/topics/SAU-CD01', '/practice/SAU-CD01'];
    for (const path of paths) expect((await call(early.token, 'GET', path)).status).toBe(401);
    expect((await call(early.token, 'POST', '/session/refresh')).status).toBe(401);
    expect((await call(theirs.token, 'GET', '/exams/SAU-KT01')).status).toBe(200);
  });

  it('draws its papers from its own bank', async () => {
    const { token } = await open(school, 'exam:TRUONG-KT01');
    const started = await call(token, 'POST', '/exams/TRUONG-KT01/attempts', { device: 'device-of-them' });
    expect(started.status).toBe(200);
    const { paper } = (await tool.connection
      .collection('attempts')
      .findOne({ examCode: 'TRUONG-KT01' })) as unknown as { paper: { question: string }[] };
    expect(paper).toHaveLength(10);
    for (const { question } of paper) expect(question).toMatch(/^TRUONG-CD0/);
  });
});

describe('an import', () => {
  const stored = async (code: string) =>
    tool.connection.collection('programmes').findOne({ _id: code as never });

  it('leaves a programme with its owner, whether that is said again or not', async () => {
    const owner = (await stored('TRUONG'))?.['owner'] as Scope;
    expect(await importAs('TRUONG', undefined, 2)).toMatchObject({ outcome: 'imported' });
    expect((await stored('TRUONG'))?.['owner']).toEqual(owner);
    expect(await importAs('TRUONG', owner, 3)).toMatchObject({ outcome: 'imported' });
    expect((await stored('TRUONG'))?.['owner']).toEqual(owner);
  });

  it.each<[string, Scope]>([
    ['BD', { kind: 'platform', platformId: 'p' }],
    ['TRUONG', { kind: 'installation' }],
    ['TRUONG', { kind: 'platform', platformId: 'another school' }],
    ['LOP', { kind: 'course', platformId: 'p', contextId: 'another course' }],
  ])('gives %s to nobody else: %j', async (word, owner) => {
    const before = await stored(word);
    const files = word === 'BD' ? programmeFiles() : programmeOf(word);
    const result = await tool.tool.importProgramme(await writeFolder(withVersion(files, 9)), owner);
    expect(result).toMatchObject({
      ok: false,
      faults: [
        { file: 'programme.yaml', line: 1, reason: expect.stringContaining('keeps its owner') as string },
      ],
    });
    expect(await stored(word)).toEqual(before);
  });
});
