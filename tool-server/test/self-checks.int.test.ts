import type {
  BankQuestion,
  DraftCheck,
  DraftMaterial,
  MadeBank,
  MadeTopic,
  PracticeFeedback,
  PracticeRound,
  PracticeStart,
  TopicPage,
} from '@chuyen-de/contracts';
import { addedTo, CHOICE, draftIn, issue, newBank } from './made-banks.ts';
import { useMaking, type Call } from './made-exams.ts';
import { issuedTopic, savedTopic, topicOf, WRITTEN } from './made-topics.ts';

const { making, lecturer } = useMaking();

const CHECK: DraftCheck = { topic: '', level: '', count: 3, percent: 60, questions: '' };
const ID = 'm-0000000c';
const aCheck = (check: Partial<DraftCheck> = {}, over: Partial<DraftMaterial> = {}): DraftMaterial => ({
  ...{ id: ID, kind: 'check', title: 'Tự kiểm tra', minutes: 0, language: 'vi', file: '', captions: '' },
  ...{ address: '', download: false, text: '', required: true, check: { ...CHECK, ...check } },
  ...over,
});

/** A bank of two topics, the first of which has so many questions in force. */
async function bankWith(count: number): Promise<{ bank: MadeBank; questions: BankQuestion[] }> {
  const bank = await newBank(lecturer, ['Nhập môn', 'Nâng cao']);
  const questions: BankQuestion[] = [];
  for (let number = 1; number <= count; number += 1)
    questions.push(
      await addedTo(lecturer, bank, draftIn(bank, { ...CHOICE, stem: { vi: `Câu ${number}?`, en: '' } })),
    );
  expect((await issue(lecturer, bank.code)).status).toBe(200);
  return { bank, questions };
}

async function typed(bank: MadeBank, materials: DraftMaterial[], at = 0): Promise<MadeTopic> {
  const topic = await topicOf(lecturer, bank, at);
  const { status, body } = await savedTopic(lecturer, topic, { ...WRITTEN, materials });
  expect([status, body]).toEqual([200, expect.objectContaining({ bank: bank.code })]);
  return body;
}

async function issued(bank: MadeBank, materials: DraftMaterial[], at = 0): Promise<MadeTopic> {
  const { body } = await issuedTopic(lecturer, await typed(bank, materials, at));
  expect(body).toMatchObject({ state: 'issued' });
  return body;
}

const faultsOf = ({ faults }: MadeTopic) =>
  faults
    .filter(({ code }) => code.startsWith('check'))
    .map(({ code, stops, values }) => [code, stops, values]);

async function reader(code: string): Promise<Call> {
  const { sandbox, course } = making().lms;
  const { id: personId } = await sandbox.addPerson({ familyName: 'Tự', givenName: 'Học' });
  await sandbox.enrol(course.id, personId, 'learner');
  const { linkId } = await sandbox.placeItem(course.id, { title: code, custom: { item: `topic:${code}` } });
  return making().enter({ linkId, personId });
}

const begin = (call: Call, code: string) =>
  call<PracticeRound>('POST', `/practice/${code}/rounds`, { check: ID });
const answer = (call: Call, { id }: PracticeRound, slot: number, selected: 'a' | 'b') =>
  call<PracticeFeedback>('PUT', `/practice/rounds/${id}/answers/${slot}`, {
    response: { type: 'single-choice', selected: [selected] },
  });
const pageOf = async (call: Call, code: string) => (await call<TopicPage>('GET', `/topics/${code}`)).body;

/** Reads the lecture, so that the self-check alone is left. */
async function lectureRead(call: Call, { code, shown }: MadeTopic): Promise<void> {
  const read = shown.sections.map(({ id }) => id);
  const { body } = await call('POST', `/topics/${code}/progress`, { read, seconds: 60 });
  expect(body).toMatchObject({ completedAt: null });
}

describe('a self-check while it is written', () => {
  it('says what stops it: nothing asked, too few questions, such as are not in force', async () => {
    const { bank, questions } = await bankWith(2);
    const essay = { type: 'essay', stem: { vi: 'Phân tích.', en: '' }, words: 200 };
    const marked = await addedTo(lecturer, bank, draftIn(bank, essay));
    await issue(lecturer, bank.code);
    const draft = await typed(bank, [
      aCheck({ count: 0 }),
      aCheck({ percent: 0 }, { id: 'm-00000002' }),
      aCheck({ count: 3 }, { id: 'm-00000003' }),
      aCheck({ level: 'application', count: 1 }, { id: 'm-00000004' }),
      aCheck(
        { count: 0, questions: ` ${questions[0]!.code};KHONG-CO, ${marked.code}` },
        { id: 'm-00000005' },
      ),
      aCheck({ count: 2 }, { id: 'm-00000006' }),
    ]);
    expect(faultsOf(draft)).toEqual([
      ['check_empty', true, { number: 1 }],
      ['check_empty', true, { number: 2 }],
      ['check_questions_few', true, { number: 3, wanted: 3, found: 2 }],
      ['check_questions_few', true, { number: 4, wanted: 1, found: 0 }],
      ['check_question_unknown', true, { number: 5, question: 'KHONG-CO' }],
      ['check_question_unknown', true, { number: 5, question: marked.code }],
    ]);
    expect(await issuedTopic(lecturer, draft)).toMatchObject({ status: 422, body: { code: 'topic_faulty' } });
  });
});

describe('a self-check of a learner', () => {
  it('tells each answer at once and no key before, and completes the topic when enough is right', async () => {
    const { bank } = await bankWith(5);
    const topic = await issued(bank, [aCheck()]);
    const call = await reader(topic.code);
    expect((await pageOf(call, topic.code)).materials).toMatchObject([
      { kind: 'check', file: null, required: true, check: { count: 3, percent: 60 } },
    ]);
    await lectureRead(call, topic);

    const { body: round } = await begin(call, topic.code);
    expect(round).toMatchObject({ answered: [], check: { material: ID, needed: 2, passed: false } });
    expect(round.questions).toHaveLength(3);
    expect(JSON.stringify(round)).not.toMatch(/"key"/);
    // Saying so is no evidence.
    const claimed = {
      read: [],
      seconds: 0,
      materials: [{ id: ID, segments: [[0, 3]], length: 3, place: 3 }],
    };
    await call('POST', `/topics/${topic.code}/progress`, claimed);
    expect((await pageOf(call, topic.code)).progress).toMatchObject({ completedAt: null, materials: [] });

    expect((await answer(call, round, 1, 'b')).body).toMatchObject({ fraction: 1, key: ['b'] });
    expect((await answer(call, round, 2, 'a')).body).toMatchObject({ fraction: 0, key: ['b'] });
    expect((await pageOf(call, topic.code)).progress).toMatchObject({
      completedAt: null,
      materials: [{ id: ID, share: 0.33, seen: false }],
    });
    // Left before its end, it goes on.
    expect((await begin(call, topic.code)).body).toMatchObject({
      id: round.id,
      answered: [{ slot: 1 }, { slot: 2 }],
    });
    await answer(call, round, 3, 'b');
    const { progress } = await pageOf(call, topic.code);
    expect(progress).toMatchObject({ materials: [{ id: ID, share: 0.67, seen: true }] });
    expect(progress.completedAt).not.toBeNull();
    expect((await call<PracticeRound>('GET', `/practice/rounds/${round.id}`)).body.check).toMatchObject({
      passed: true,
    });
    // It is no round of practice.
    expect((await call<PracticeStart>('GET', `/practice/${topic.code}`)).body.last).toBeNull();
  });

  it('may be tried again as often as one likes, and stays passed', async () => {
    const { bank, questions } = await bankWith(3);
    const named = questions.slice(0, 2).map(({ code }) => code);
    const topic = await issued(bank, [aCheck({ count: 0, percent: 100, questions: named.join(' ') })], 1);
    const call = await reader(topic.code);
    await lectureRead(call, topic);
    const { body: first } = await begin(call, topic.code);
    expect(first.questions.map(({ stem }) => stem.vi).sort()).toEqual(['Câu 1?', 'Câu 2?']);
    for (const slot of [1, 2]) await answer(call, first, slot, slot === 1 ? 'b' : 'a');
    const { body: second } = await begin(call, topic.code);
    expect(second.id).not.toBe(first.id);
    for (const slot of [1, 2]) await answer(call, second, slot, 'b');
    expect((await pageOf(call, topic.code)).progress.completedAt).not.toBeNull();
    const { body: third } = await begin(call, topic.code);
    for (const slot of [1, 2]) await answer(call, third, slot, 'a');
    expect((await pageOf(call, topic.code)).progress).toMatchObject({
      materials: [{ id: ID, share: 1, seen: true }],
    });
  });

  it('begins anew once the topic asks something else, and counts nothing of who only tries it out', async () => {
    const { bank } = await bankWith(3);
    const topic = await issued(bank, [aCheck()]);
    const call = await reader(topic.code);
    const { body: before } = await begin(call, topic.code);
    await issued(bank, [aCheck({ count: 1 })]);
    making().tool.clock.pass(1);
    const { body: after } = await begin(call, topic.code);
    making().tool.clock.reset();
    expect(after.id).not.toBe(before.id);
    expect(after.questions).toHaveLength(1);
    expect(await call('POST', `/practice/${topic.code}/rounds`, { check: 'm-99999999' })).toMatchObject({
      status: 404,
      body: { code: 'practice_not_found' },
    });

    const { sandbox, course } = making().lms;
    const { linkId } = await sandbox.placeItem(course.id, {
      ...{ title: topic.code, custom: { item: `topic:${topic.code}` } },
    });
    const teacher = await making().enter({ linkId });
    const { body: tried } = await begin(teacher, topic.code);
    expect((await answer(teacher, tried, 1, 'b')).body).toMatchObject({ fraction: 1 });
    expect((await pageOf(teacher, topic.code)).progress.materials).toEqual([]);
  });
});
