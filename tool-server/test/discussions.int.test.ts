import type { Thread, ThreadList } from '@chuyen-de/contracts';
import { enter, refused, type Call } from './a-school.ts';
import { useClassHome } from './class-home-stage.ts';

const THREADS = '/classes/BD/threads';

const { stage, learner, lecturer } = useClassHome();

const ask = (call: Call, title: string, text = 'Nội dung', topic?: string) =>
  call<Thread>('POST', THREADS, { title, text, ...(topic !== undefined && { topic }) });
const titles = ({ threads }: ThreadList) => threads.map(({ title }) => title);

it('lets a class ask and answer, quote, and say which post answers', async () => {
  const [an, binh] = [await learner('An'), await learner('Bình')];
  const asked = await ask(an, 'Ôn tập thế nào?', '<script>alert(1)</script> Học phần nào trước?', 'CD01');
  expect(asked).toMatchObject({
    topic: { code: 'CD01' },
    by: 'Lê An',
    posts: [{ text: '<script>alert(1)</script> Học phần nào trước?', quotes: null }],
    can: { reply: true, answer: true, moderate: false },
  });
  const at = `${THREADS}/${asked.id}`;
  const first = asked.posts[0]!.id;
  const replied = await binh<Thread>('POST', `${at}/posts`, { text: 'Phần một.', quotes: first });
  expect(replied.posts[1]).toMatchObject({ by: 'Lê Bình', quotes: { by: 'Lê An' }, isAnswer: false });
  const post = replied.posts[1]!.id;
  expect(await refused(binh, 'PUT', `${at}/answer`, { post })).toContain('not_permitted');
  expect(await refused(an, 'PUT', `${at}/answer`, { post: 'none' })).toContain('post_not_found');
  const answered = await an<Thread>('PUT', `${at}/answer`, { post });
  expect([answered.answered, answered.posts[1]!.isAnswer]).toEqual([true, true]);
  expect(await refused(an, 'POST', THREADS, { title: 'Hỏi', text: ' ' })).toContain('invalid_request');
  expect(await refused(an, 'POST', THREADS, { title: 'Hỏi nữa', text: 'x', topic: 'CD77' })).toContain(
    'topic_not_found',
  );
});

it('counts what one has not read, finds without marks, and lists pinned threads first', async () => {
  const [chi, dung] = [await learner('Chi'), await learner('Dũng')];
  const before = (await dung<ThreadList>('GET', THREADS)).unread;
  const asked = await ask(chi, 'Hiến pháp năm 2013', 'Điều bốn nói gì về Đảng?');
  await ask(chi, 'Câu khác');
  expect((await dung<ThreadList>('GET', THREADS)).unread).toBe(before + 2);
  expect((await chi<ThreadList>('GET', THREADS)).threads.find(({ id }) => id === asked.id)?.unread).toBe(
    false,
  );
  await dung('POST', `${THREADS}/${asked.id}/reading`, {});
  expect((await dung<ThreadList>('GET', THREADS)).unread).toBe(before + 1);
  await chi('POST', `${THREADS}/${asked.id}/posts`, { text: 'Bổ sung' });
  expect((await dung<ThreadList>('GET', THREADS)).unread).toBe(before + 2);

  const found = await dung<ThreadList>('GET', `${THREADS}?search=dieu bon`);
  expect([titles(found), found.found]).toEqual([['Hiến pháp năm 2013'], 1]);
  expect(titles(await dung<ThreadList>('GET', `${THREADS}?search=hien phap`))).toEqual([
    'Hiến pháp năm 2013',
  ]);
  const lead = await lecturer();
  await lead('PUT', `${THREADS}/${asked.id}/state`, { pinned: true, locked: false });
  await ask(chi, 'Câu mới nhất');
  expect(titles(await dung<ThreadList>('GET', THREADS)).slice(0, 2)).toEqual([
    'Hiến pháp năm 2013',
    'Câu mới nhất',
  ]);
});

it('lets those who teach lock a thread and hide a post with a reason, which nobody else sees any more', async () => {
  const [mai, nam] = [await learner('Mai'), await learner('Nam')];
  const asked = await ask(mai, 'Chuyện ngoài lề', 'Lời lẽ không phù hợp');
  const at = `${THREADS}/${asked.id}`;
  const post = asked.posts[0]!.id;
  const lead = await lecturer();
  const hidden = await lead<Thread>('PUT', `${at}/posts/${post}/hidden`, { reason: 'Không đúng chủ đề' });
  expect(hidden.posts[0]).toMatchObject({ text: 'Lời lẽ không phù hợp', hidden: 'Không đúng chủ đề' });
  const replied = await nam<Thread>('POST', `${at}/posts`, { text: 'Trích', quotes: post });
  expect(replied.posts[0]).toMatchObject({ text: null, hidden: 'Không đúng chủ đề' });
  expect(JSON.stringify(replied)).not.toContain('Lời lẽ');
  expect((await nam<ThreadList>('GET', `${THREADS}?search=loi le`)).found).toBe(0);
  await lead('PUT', `${at}/state`, { pinned: false, locked: true });
  expect(await refused(nam, 'POST', `${at}/posts`, { text: 'Nữa' })).toContain('thread_locked');
  expect(await refused(mai, 'PUT', `${at}/answer`, { post })).toContain('not_permitted');
  for (const [path, body] of [
    [`${at}/state`, { pinned: true, locked: false }],
    [`${at}/posts/${post}/hidden`, { reason: null }],
  ] as const)
    expect(await refused(nam, 'PUT', path, body)).toContain('not_permitted');
  const shown = await lead<Thread>('PUT', `${at}/posts/${post}/hidden`, { reason: null });
  expect(shown.posts[0]!.hidden).toBeNull();
});

it('lets members report a post to those who teach, once, without their names, until it has been looked at', async () => {
  const [lan, minh] = [await learner('Lan'), await learner('Minh')];
  const lead = await lecturer();
  const asked = await ask(lan, 'Bị báo', 'Quảng cáo');
  const at = `${THREADS}/${asked.id}/posts/${asked.posts[0]!.id}/reports`;
  const postOf = async (call: Call) => (await call<Thread>('GET', `${THREADS}/${asked.id}`)).posts[0]!;
  const isReported = async (call: Call) =>
    (await call<ThreadList>('GET', THREADS)).threads.find(({ id }) => id === asked.id)!.reported;

  expect(await refused(lan, 'POST', at, { reason: 'Bài của mình' })).toContain('post_not_found');
  expect(await postOf(lan)).toMatchObject({ reported: null, reports: null });
  await minh('POST', at, { reason: 'Quảng cáo bán hàng' });
  const again = await minh<Thread>('POST', at, { reason: 'Lần nữa' });
  expect(again.posts[0]).toMatchObject({ reported: true, reports: null });
  expect([await isReported(lead), await isReported(minh)]).toEqual([true, false]);
  expect((await postOf(lead)).reports).toEqual(['Quảng cáo bán hàng']);
  expect(JSON.stringify(await postOf(lan))).not.toContain('bán hàng');

  expect(await refused(minh, 'POST', `${at}/settled`, {})).toContain('not_permitted');
  expect((await lead<Thread>('POST', `${at}/settled`, {})).posts[0]!.reports).toEqual([]);
  expect(await isReported(lead)).toBe(false);

  await minh('POST', at, { reason: 'Vẫn còn' });
  const hidden = await lead<Thread>('PUT', at.replace('/reports', '/hidden'), { reason: 'Quảng cáo' });
  expect(hidden.posts[0]!.reports).toEqual([]);
  expect(await refused(minh, 'POST', at, { reason: 'Bài đã ẩn' })).toContain('post_not_found');
});

it('has others wait for whoever reports too much', async () => {
  const [talker, angry] = [await learner('Viết'), await learner('Giận')];
  const { id, posts } = await ask(talker, 'Nhiều bài');
  const ids = [posts[0]!.id];
  for (let said = 0; said < 20; said += 1)
    ids.push((await talker<Thread>('POST', `${THREADS}/${id}/posts`, { text: `${said}` })).posts.at(-1)!.id);
  const report = (post: string) =>
    angry('POST', `${THREADS}/${id}/posts/${post}/reports`, { reason: 'Không hay' });
  for (const post of ids.slice(0, 20)) await report(post);
  await expect(report(ids[20]!)).rejects.toThrow('too_many_requests');
});

it('lists what is about a topic alone, and which topics there are', async () => {
  const person = await learner('Chuyên');
  await ask(person, 'Về chuyên đề', 'Nội dung', 'CD01');
  const list = await person<ThreadList>('GET', `${THREADS}?topic=CD01`);
  expect(list.topics.map(({ code }) => code)).toContain('CD01');
  expect(new Set(list.threads.map(({ topic }) => topic?.code))).toEqual(new Set(['CD01']));
  expect(titles(list)).toContain('Về chuyên đề');
});

it('has others wait for whoever says too much, and knows no thread of another class', async () => {
  const talker = await learner('Nhiều Lời');
  const { id } = await ask(talker, 'Nói nhiều');
  for (let said = 1; said < 60; said += 1)
    await talker('POST', `${THREADS}/${id}/posts`, { text: `${said}` });
  expect(await refused(talker, 'POST', `${THREADS}/${id}/posts`, { text: 'x' })).toContain(
    'too_many_requests',
  );

  const other = await stage().lms.sandbox.addCourse({ shortName: 'D', fullName: 'Lớp khác', members: [] });
  const { linkId } = await stage().lms.sandbox.placeItem(other.id, {
    title: 'Trang lớp',
    custom: { item: 'class:BD' },
  });
  const person = await stage().lms.sandbox.addPerson({ familyName: 'Lý', givenName: 'Khác' });
  await stage().lms.sandbox.enrol(other.id, person.id, 'learner');
  const there = await enter(stage().tool, { ...stage().lms, linkId }, person.id);
  expect((await there<ThreadList>('GET', THREADS)).threads).toEqual([]);
  expect(await refused(there, 'GET', `${THREADS}/${id}`)).toContain('thread_not_found');
});
