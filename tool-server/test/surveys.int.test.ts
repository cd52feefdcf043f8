import type { Survey, SurveyList, SurveyResults, WriteSurvey } from '@chuyen-de/contracts';
import { PERSONAL_COLLECTIONS, readPersonal } from '../src/privacy/personal-collections.ts';
import { enter, refused, type Call } from './a-school.ts';
import { useClassHome } from './class-home-stage.ts';

const SURVEYS = '/classes/BD/surveys';
const WORDS = 'Giảng viên nói nhanh';

const ASKED: WriteSurvey = {
  title: 'Chất lượng lớp',
  intro: 'Phiếu không ghi tên.',
  questions: [
    { kind: 'scale', text: 'Nội dung', required: true, low: 'Rất không hài lòng', high: 'Rất hài lòng' },
    { kind: 'single', text: 'Thời lượng', required: false, options: ['Ngắn', 'Vừa', 'Dài'] },
    { kind: 'multiple', text: 'Phần hữu ích', required: false, options: ['Bài giảng', 'Thảo luận'] },
    { kind: 'text', text: 'Góp ý', required: false },
  ],
  opensAt: null,
  closesAt: null,
};

const { stage, learner, lecturer } = useClassHome();
let lead: Call;
beforeAll(async () => {
  lead = await lecturer();
});

const learners = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => learner(`Số ${index}`)));
async function publish(asked: WriteSurvey = ASKED): Promise<string> {
  const { id, change } = await lead<Survey>('POST', SURVEYS, asked);
  await lead('POST', `${SURVEYS}/${id}/publication`, { change });
  return `${SURVEYS}/${id}`;
}
const answerAs = (call: Call, at: string, answers: unknown[]) =>
  call<Survey>('POST', `${at}/answers`, { answers });
const titles = ({ surveys }: SurveyList) => surveys.map(({ title }) => title);

it('is drafted, changed one after the other, and asked as it was published', async () => {
  const title = 'Bản nháp';
  const made = await lead<Survey>('POST', SURVEYS, { ...ASKED, title });
  expect(made).toMatchObject({ state: 'draft', change: 0, can: { edit: true, answer: false } });
  const at = `${SURVEYS}/${made.id}`;
  const changed = await lead<Survey>('PUT', at, { ...ASKED, title, intro: 'Khác', change: 0 });
  expect([changed.intro, changed.change]).toEqual(['Khác', 1]);
  expect(await refused(lead, 'PUT', at, { ...ASKED, change: 0 })).toContain('survey_changed');
  expect(await refused(lead, 'POST', `${at}/publication`, { change: 0 })).toContain('survey_changed');
  const an = await learner('An');
  expect(titles(await an<SurveyList>('GET', SURVEYS))).not.toContain(title);
  expect(await refused(an, 'GET', at)).toContain('survey_not_found');
  for (const [method, path, body] of [
    ['POST', SURVEYS, ASKED],
    ['PUT', at, { ...ASKED, change: 1 }],
    ['POST', `${at}/publication`, { change: 1 }],
    ['POST', `${at}/closing`, {}],
    ['POST', `${at}/removal`, {}],
    ['GET', `${at}/results`],
  ] as const)
    expect(await refused(an, method, path, body)).toContain('not_permitted');

  await lead('POST', `${at}/publication`, { change: 1 });
  expect(await an<Survey>('GET', at)).toMatchObject({ state: 'open', answers: null, can: { answer: true } });
  expect(await refused(lead, 'PUT', at, { ...ASKED, change: 1 })).toContain('survey_published');
  expect(await refused(lead, 'POST', `${at}/removal`, {})).toContain('survey_published');
  const other = await lead<Survey>('POST', SURVEYS, { ...ASKED, title: 'Bỏ đi' });
  const left = await lead<SurveyList>('POST', `${SURVEYS}/${other.id}/removal`, {});
  expect(titles(left)).toEqual([title]);
});

it('shows sums of five who have answered once it is closed, and nothing of four', async () => {
  const at = await publish();
  const people = await learners(5);
  const sheets = [
    [5, 1, [0], WORDS],
    [4, 1, [0, 1], null],
    [5, 2, [1], null],
    [3, 0, null, null],
  ];
  for (const [index, sheet] of sheets.entries()) await answerAs(people[index]!, at, sheet);
  const few = await publish();
  for (const [index, sheet] of sheets.entries()) await answerAs(people[index]!, few, sheet);
  await answerAs(people[4]!, at, [1, null, null, null]);
  expect(await lead<Survey>('GET', at)).toMatchObject({ answers: 5, can: { seeResults: false } });
  expect(await refused(lead, 'GET', `${at}/results`)).toContain('survey_still_open');
  expect(await refused(lead, 'GET', `${at}/files/csv`)).toContain('survey_still_open');

  for (const each of [at, few]) await lead('POST', `${each}/closing`, {});
  const results = await lead<SurveyResults>('GET', `${at}/results`);
  expect(results).toMatchObject({
    answers: 5,
    questions: [
      { kind: 'scale', counts: [1, 0, 1, 1, 2], mean: 3.6, given: 5 },
      // Four have answered it.
      { kind: 'withheld', text: 'Thời lượng' },
      { kind: 'withheld', text: 'Phần hữu ích' },
      { kind: 'withheld', text: 'Góp ý' },
    ],
  });
  expect(JSON.stringify(results)).not.toContain(WORDS);
  const withheld = await lead<SurveyResults>('GET', `${few}/results`);
  expect(withheld).toEqual({ title: ASKED.title, answers: 4, questions: null });
  expect(await refused(people[0]!, 'GET', `${at}/results`)).toContain('not_permitted');
});

it('counts nobody twice, however often and at once they send, and loses nobody', async () => {
  const at = await publish();
  const people = await learners(6);
  const sent = await Promise.all(
    people.flatMap((call) =>
      [1, 2, 3].map((step) => refused(call, 'POST', `${at}/answers`, { answers: [step, null, null, null] })),
    ),
  );
  expect(sent.filter((each) => each === 'allowed')).toHaveLength(6);
  expect(sent.filter((each) => each.includes('survey_answered'))).toHaveLength(12);
  await lead('POST', `${at}/closing`, {});
  const { answers, questions } = await lead<SurveyResults>('GET', `${at}/results`);
  const [scale] = questions!;
  expect([answers, scale]).toEqual([6, expect.objectContaining({ given: 6 })]);
  const late = await learner('Muộn');
  expect(await refused(late, 'POST', `${at}/answers`, { answers: [1, null, null, null] })).toContain(
    'survey_closed',
  );
});

it('refuses answers that do not fit, of those who look after the class, and outside of its window', async () => {
  const at = await publish();
  const binh = await learner('Bình');
  for (const answers of [[], [6, null, null, null], [null, null, null, null], [5, 9, null, null]])
    expect(await refused(binh, 'POST', `${at}/answers`, { answers })).toMatch(
      /survey_answers_unfit|invalid_request/,
    );
  expect((await binh<Survey>('GET', at)).answered).toBe(false);
  expect(await refused(lead, 'POST', `${at}/answers`, { answers: [5, null, null, null] })).toContain(
    'not_permitted',
  );
  const hour = 3_600_000;
  const iso = (ms: number) => new Date(Date.now() + ms).toISOString();
  const later = await publish({ ...ASKED, opensAt: iso(hour), closesAt: iso(2 * hour) });
  expect(await binh<Survey>('GET', later)).toMatchObject({ state: 'upcoming', can: { answer: false } });
  expect(await refused(binh, 'POST', `${later}/answers`, { answers: [5, null, null, null] })).toContain(
    'survey_not_open',
  );
  const backwards = { ...ASKED, opensAt: iso(hour), closesAt: iso(0) };
  expect(await refused(lead, 'POST', SURVEYS, backwards)).toContain('invalid_request');
});

it('keeps nothing that says who has answered what, nor in which order', async () => {
  const at = await publish();
  const people = await learners(12);
  // Those who were enrolled last come first.
  for (const [index, call] of people.reverse().entries())
    await answerAs(call, at, [1 + (index % 5), null, null, `Ý kiến ${String(index).padStart(2, '0')}`]);
  const id = at.slice(SURVEYS.length + 1);
  const box = (await stage()
    .tool.connection.collection('surveyBoxes')
    .findOne({ _id: id as never })) as unknown as {
    answered: { by: string }[];
    texts: { question: number; key: string; text: string }[];
  };
  expect(Object.keys(box).sort()).toEqual(
    ['_id', 'answered', 'answers', 'counts', 'given', 'sealed', 'texts'].sort(),
  );
  const ids = box.answered.map(({ by }) => by);
  expect(ids).toEqual([...ids].sort());
  const keys = box.texts.map(({ key }) => key);
  expect(keys).toEqual([...keys].sort());
  // Of twelve, the same order comes once in half a milliard.
  const texts = box.texts.map(({ text }) => text);
  expect(texts).not.toEqual([...texts].sort());
  for (const text of box.texts) expect(Object.keys(text).sort()).toEqual(['key', 'question', 'text']);
  for (const one of box.answered) expect(Object.keys(one)).toEqual(['by']);
  expect(JSON.stringify(box.texts)).not.toMatch(new RegExp(ids.join('|')));
});

it('hands out of a person which surveys they have answered, and nothing of others', async () => {
  const at = await publish();
  const people = await learners(3);
  for (const call of people) await answerAs(call, at, [4, null, null, WORDS]);
  const id = at.slice(SURVEYS.length + 1);
  const box = await stage()
    .tool.connection.collection('surveyBoxes')
    .findOne({ _id: id as never });
  const [{ by }] = (box as unknown as { answered: [{ by: string }] }).answered;
  const answered = PERSONAL_COLLECTIONS.find(({ collection }) => collection === 'surveyBoxes')!;
  const held: unknown[] = [];
  for await (const row of readPersonal(stage().tool.connection, answered, [by])) held.push(row);
  expect(held).toEqual([{ _id: id, answered: [{ by }] }]);
});

it('is known to its class alone', async () => {
  const at = await publish();
  const other = await stage().lms.sandbox.addCourse({ shortName: 'D', fullName: 'Lớp khác', members: [] });
  const { linkId } = await stage().lms.sandbox.placeItem(other.id, {
    title: 'Trang lớp',
    custom: { item: 'class:BD' },
  });
  const person = await stage().lms.sandbox.addPerson({ familyName: 'Lý', givenName: 'Khác' });
  await stage().lms.sandbox.enrol(other.id, person.id, 'learner');
  const there = await enter(stage().tool, { ...stage().lms, linkId }, person.id);
  expect((await there<SurveyList>('GET', SURVEYS)).surveys).toEqual([]);
  expect(await refused(there, 'POST', `${at}/answers`, { answers: [5, null, null, null] })).toContain(
    'survey_not_found',
  );
});
