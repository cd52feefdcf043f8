import type { MadeBank, PickerView, TopicChanged, TopicPage, TopicProgress } from '@chuyen-de/contracts';
import { addedTo, CHOICE, issue, newBank } from './made-banks.ts';
import { useMaking, type Call } from './made-exams.ts';
import { issuedTopic, retiredTopic, savedTopic, topicOf, writtenTopic, WRITTEN } from './made-topics.ts';

const { making, lecturer } = useMaking();

/** A learner who opens a topic by a link of its own. */
async function readerOf(code: string, familyName: string): Promise<Call> {
  const { sandbox, course } = making().lms;
  const { id: personId } = await sandbox.addPerson({ familyName, givenName: 'Học' });
  await sandbox.enrol(course.id, personId, 'learner');
  const { linkId } = await sandbox.placeItem(course.id, { title: code, custom: { item: `topic:${code}` } });
  return making().enter({ linkId, personId });
}

const pageOf = async (call: Call, code: string) => (await call<TopicPage>('GET', `/topics/${code}`)).body;
const report = (call: Call, code: string, body: object) =>
  call<TopicProgress>('POST', `/topics/${code}/progress`, { seconds: 0, ...body });

describe('a topic made in the browser', () => {
  it('is kept as it was typed, tells what stops it, and its time honestly', async () => {
    const bank = await newBank(lecturer);
    const empty = await topicOf(lecturer, bank);
    expect(empty).toMatchObject({ edition: 0, state: 'none', can: { issue: false, retire: false } });
    const { body: typed } = await savedTopic(lecturer, empty, {
      lecture: '  Chỉ có chữ. ',
      readingList: [{ title: ' ', number: '1', date: '31/02/2013', clause: '' }],
    });
    expect(typed).toMatchObject({ edition: 1, state: 'draft', draft: { lecture: '  Chỉ có chữ. ' } });
    expect(typed.faults.map(({ code, stops }) => [code, stops])).toEqual([
      ['sections_missing', true],
      ['reading_untitled', true],
      ['reading_date_wrong', true],
      ['objectives_missing', false],
    ]);
    expect(await issuedTopic(lecturer, typed)).toMatchObject({ status: 422, body: { code: 'topic_faulty' } });
    const { body: long } = await savedTopic(lecturer, typed, {
      ...WRITTEN,
      lecture: `## Một\n\n${'chữ '.repeat(1_000)}\n\n<script>alert(1)</script>\n\n![ảnh](https://example.org/a.png)\n`,
    });
    expect(long).toMatchObject({ shown: { words: 1_000, minutes: 5 }, can: { issue: true } });
    expect(long.shown.sections[0]!.html).not.toMatch(/script|img/);
    expect(long.faults.map(({ code }) => code)).toEqual(['pictures_left_out', 'markup_left_out']);
  });

  it('is placed from the picker and read to its end, and its questions are practised', async () => {
    const bank = await newBank(lecturer, ['Nhà nước', 'Chưa viết']);
    await addedTo(lecturer, bank);
    await issue(lecturer, bank.code);
    const topic = await writtenTopic(lecturer, bank);
    const picker = await making().pick();
    const offered = (await picker<PickerView>('GET', '/picker')).body.programmes.find(
      ({ code }) => code === bank.code,
    );
    expect(offered).toMatchObject({
      exams: [],
      topics: [
        {
          code: topic.code,
          title: { vi: 'Nhà nước' },
          summary: { vi: WRITTEN.summary },
          minutes: 1,
          questionCount: 1,
        },
      ],
    });
    expect(offered!.topics).toHaveLength(1);
    const chosen = await picker('POST', '/picker/selection', {
      locale: 'vi',
      items: [{ ref: { kind: 'topic', code: topic.code } }],
    });
    expect(chosen.status).toBe(200);

    const reader = await readerOf(topic.code, 'Đọc');
    const page = await pageOf(reader, topic.code);
    expect(page).toMatchObject({
      title: { vi: 'Nhà nước' },
      objectives: [{ vi: 'Nêu được khái niệm.' }],
      readingList: [{ title: { vi: 'Hiến pháp' }, date: '2013-11-28', clause: 'Điều 2' }],
      ...{ revision: 1, retired: false, next: null },
      sections: [
        { id: 's1', title: 'Một', html: '<p>Nội dung <strong>một</strong>.</p>\n' },
        { id: 's2', title: 'Hai' },
      ],
    });
    const half = await report(reader, topic.code, { read: ['s1'], revision: 1 });
    expect(half.body).toMatchObject({ read: ['s1'], completedAt: null });
    const whole = await report(reader, topic.code, { read: ['s2'], revision: 1 });
    expect(whole.body.completedAt).not.toBeNull();
    expect((await reader('POST', `/practice/${topic.code}/rounds`, {})).body).toMatchObject({
      questions: [{ stem: { vi: CHOICE.stem.vi } }],
    });
  });

  it('lets those go on who are in the middle when a new edition is issued, and tells them', async () => {
    const bank = await newBank(lecturer);
    const topic = await writtenTopic(lecturer, bank, {
      lecture: '## Một\n\nA\n\n## Hai\n\nB\n\n## Ba\n\nC\n',
    });
    const reader = await readerOf(topic.code, 'Giữa');
    await report(reader, topic.code, { read: ['s3'], revision: 1 });
    const lecture = '## Mới\n\nD\n\n## Ba\n\nC, đã sửa\n\n## Một\n\nA\n';
    const { body: changed } = await savedTopic(lecturer, topic, { lecture });
    expect(changed).toMatchObject({ state: 'changed', revision: 1 });
    expect((await pageOf(reader, topic.code)).sections.map(({ title }) => title)).toEqual([
      'Một',
      'Hai',
      'Ba',
    ]);
    expect((await issuedTopic(lecturer, changed)).body).toMatchObject({ state: 'issued', revision: 2 });
    // What was read stays read; what is new has a name of its own.
    const page = await pageOf(reader, topic.code);
    expect(page).toMatchObject({
      sections: [{ id: 's4', title: 'Mới' }, { id: 's3' }, { id: 's1' }],
      progress: { read: ['s3'], revision: 2 },
    });
    const late = await report(reader, topic.code, { read: ['s1', 's2'], revision: 1 });
    expect(late).toMatchObject({ status: 200, body: { read: ['s3', 's1'], revision: 2, completedAt: null } });
    expect((await report(reader, topic.code, { read: ['s2'], revision: 2 })).status).toBe(404);
  });

  it('is offered no more once it is retired, and read on by its links', async () => {
    const bank = await newBank(lecturer);
    const topic = await writtenTopic(lecturer, bank);
    const reader = await readerOf(topic.code, 'Cũ');
    expect((await retiredTopic(lecturer, topic)).body).toMatchObject({
      state: 'retired',
      can: { issue: true, retire: false },
    });
    expect(await pageOf(reader, topic.code)).toMatchObject({ retired: true, revision: 1 });
    expect((await report(reader, topic.code, { read: ['s1'], revision: 1 })).status).toBe(200);
    const picker = await making().pick();
    expect(JSON.stringify((await picker<PickerView>('GET', '/picker')).body.programmes)).not.toContain(
      topic.code,
    );
    expect((await issuedTopic(lecturer, topic)).body).toMatchObject({ state: 'issued', revision: 1 });
    expect(await pageOf(reader, topic.code)).toMatchObject({ retired: false });
  });

  it('is changed by two at once without losing either, and issued as it was seen', async () => {
    const bank = await newBank(lecturer);
    const topic = await topicOf(lecturer, bank);
    const colleague = await making().colleague('Lê');
    const { body: theirs } = await savedTopic(colleague, topic, { lecture: '## Của Lê\n\nA\n' });
    const late = await savedTopic(lecturer, topic, { lecture: '## Của tôi\n\nB\n' });
    expect(late).toMatchObject({ status: 409, body: { code: 'topic_changed', topic: { edition: 1 } } });
    const { body: mine } = await savedTopic(lecturer, theirs, { summary: 'Mới' });
    const stale = await issuedTopic(colleague, theirs);
    expect(stale.status).toBe(409);
    expect((stale.body as unknown as TopicChanged).edits).toEqual([
      expect.objectContaining({ by: 'Trần Văn Bình', fields: ['summary'] }),
    ]);
    const [one, other] = await Promise.all([issuedTopic(lecturer, mine), issuedTopic(colleague, mine)]);
    for (const { body } of [one, other]) expect(body).toMatchObject({ state: 'issued', revision: 1 });
  });

  it('keeps what is issued while questions and topics of its bank change', async () => {
    const bank = await newBank(lecturer, ['Một', 'Hai']);
    const topic = await writtenTopic(lecturer, bank);
    await addedTo(lecturer, bank);
    await Promise.all([
      issue(lecturer, bank.code),
      savedTopic(lecturer, topic, { summary: 'Khác' }).then(({ body }) => issuedTopic(lecturer, body)),
    ]);
    const put = (topics: object[]) =>
      lecturer<MadeBank>('PUT', `/made-banks/${bank.code}`, { edition: bank.edition, title: 'Mới', topics });
    const [one, two] = bank.topics.map(({ code }) => code);
    expect(await put([{ code: two, title: 'Hai' }])).toMatchObject({
      status: 409,
      body: { code: 'bank_topic_in_use' },
    });
    const { body } = await put([
      { code: two, title: 'Hai' },
      { code: one, title: 'Đổi tên' },
    ]);
    expect(body.topics).toMatchObject([
      { code: two, state: 'none', minutes: 0 },
      { code: one, state: 'issued', minutes: 1, cells: [{ level: 'recall', count: 1 }] },
    ]);
    const page = await pageOf(await readerOf(topic.code, 'Tên'), topic.code);
    expect(page).toMatchObject({ title: { vi: 'Đổi tên' }, summary: { vi: 'Khác' }, revision: 2 });
  });
});
