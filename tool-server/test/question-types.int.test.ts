import type { AttemptResult, LearnerAttempt, PracticeFeedback, PracticeRound } from '@chuyen-de/contracts';
import { isMarkedByPerson, shownResponse, typeOf, type QuestionType } from '@chuyen-de/question-types';
import type { PaperSlot } from '../src/exams/index.ts';
import { save, start, submit, textWith, useExamRooms, type Client } from './exam-steps.ts';
import { CONTENTS, contentOf, EXAM, folderWith, rightTo, sent } from './typed-questions.ts';

const { rooms, answer, rightAnswer, learner } = useExamRooms();
// A programme's version never goes back: the next test imports the first one again.
afterEach(() => rooms().empty('programmes', 'practiceRounds'));

type Question = LearnerAttempt['questions'][number];

/** What no page of a learner says before the key may be told. */
const SECRETS =
  /"(?:key|accepted|answer|tolerance|weight|scoring|exact|explanation|rubric|criteria|sample)":|SECRET/;

describe('an exam with questions of every type', () => {
  async function begin() {
    expect(await rooms().importProgramme(await folderWith())).toMatchObject({ ok: true });
    const client = await learner({ item: { kind: 'exam', code: EXAM } });
    const attempt = await start(client, EXAM);
    const { paper } = (await rooms().exams.findAttempt(attempt.id))!.attempt;
    rooms().clock.pass(1);
    const answerTo = (question: Question) =>
      contentOf(question)
        ? { ...answer(question.slot, []), response: sent(question, paper, rightTo) }
        : rightAnswer(question);
    const placed = (type: QuestionType) =>
      attempt.questions.find((question) => contentOf(question) === CONTENTS[type])!;
    return { client, attempt, paper, answerTo, placed };
  }

  it('is answered, scored and reviewed by what each type says', async () => {
    const { client, attempt, paper, answerTo } = await begin();
    const count = attempt.questions.length;
    expect(attempt.questions.filter(contentOf)).toHaveLength(Object.keys(CONTENTS).length);
    expect(JSON.stringify(attempt.questions)).not.toMatch(SECRETS);
    for (const question of attempt.questions.filter(contentOf)) {
      const { slot, stem, ...shown } = question;
      const order = paper.find((place) => place.slot === slot)!.optionOrder;
      expect(shown).toEqual(typeOf(question.type).show(contentOf(question)!, order));
    }
    const answers = attempt.questions.map(answerTo);
    expect(await save(client, attempt.id, answers)).toMatchObject({ status: 200 });
    const again = await start(client, EXAM);
    expect(JSON.stringify(again.questions)).not.toMatch(SECRETS);
    for (const { slot, response } of again.answers)
      expect(response).toMatchObject(answers.find((each) => each.slot === slot)!.response);

    const submitted = await submit(client, attempt.id);
    expect(submitted.text).not.toMatch(SECRETS);
    expect(submitted.body).toMatchObject({ awaitsMarking: 1, score: null, review: null });
    const lecturer = await learner({
      item: { kind: 'exam', code: EXAM },
      personId: 'person-9',
      roles: ['lecturer'],
    });
    const waiting = paper.find(({ type }) => isMarkedByPerson(type))!;
    const marking = { known: 0, criteria: { a: 3, b: 1 } };
    const route = `/exams/${EXAM}/marking/${waiting.question}/answers/${attempt.id}`;
    expect(await lecturer('PUT', route, marking)).toMatchObject({ status: 200 });
    const body = (await client('GET', `/attempts/${attempt.id}/result`)).body as AttemptResult;
    expect(body).toMatchObject({ answered: count, score: { given: count, outOfTen: 10 } });
    for (const { slot, fraction, response, key } of body.review!) {
      const question = attempt.questions.find((one) => one.slot === slot)!;
      const order = paper.find((place) => place.slot === slot)!.optionOrder;
      const content = contentOf(question);
      expect(fraction).toBe(1);
      if (!content) continue;
      expect(response).toEqual(shownResponse(typeOf(question.type).tidy(rightTo(content)), order));
      expect(key).toEqual(typeOf(question.type).keyOf(content, order));
    }
  });

  it('is kept half answered and taken up again, and what is wrong with an answer loses no other', async () => {
    const { client, attempt, answerTo } = await begin();
    const typed = attempt.questions.filter(contentOf);
    for (const question of typed) {
      const wrong = { ...answerTo(question), response: { type: question.type } };
      const others = typed.filter((one) => one !== question && one.type !== question.type).map(answerTo);
      expect(await save(client, attempt.id, [...others, wrong])).toMatchObject({ status: 400 });
    }
    expect((await start(client, EXAM)).answers).toEqual([]);
    expect(await save(client, attempt.id, typed.slice(1).map(answerTo))).toMatchObject({ status: 200 });
    expect((await start(client, EXAM)).answers).toHaveLength(typed.length - 1);
  });

  it('keeps an answer as people see it, whatever was pasted along with it, and those that come with it', async () => {
    const { client, attempt, answerTo, placed } = await begin();
    const { slot } = placed('short-answer');
    const others = attempt.questions.filter((one) => one.slot !== slot).map(answerTo);
    for (const [text, kept] of [
      ['Việt\u0000 Minh \uD83D', 'Việt Minh \uFFFD'],
      ['\u0007Mặt trận Việt\r\nMinh', 'Mặt trận Việt Minh'],
    ] as const) {
      rooms().clock.pass(1);
      const typed = { ...answer(slot, []), response: { type: 'short-answer' as const, text } };
      expect(await save(client, attempt.id, [...others, typed])).toMatchObject({ status: 200 });
      const stored = (await rooms().exams.findAttempt(attempt.id))!.attempt.answers[slot]!;
      expect(stored.response).toEqual({ type: 'short-answer', text: kept });
      expect(typeOf('short-answer').fraction(CONTENTS['short-answer'], stored.response)).toBe(1);
    }
  });

  it('gives a part of the point for a part of the answer', async () => {
    const { client, attempt, placed } = await begin();
    const { slot } = placed('multiple-choice');
    const body = (await submit(client, attempt.id, [answer(slot, ['a'])])).body as AttemptResult;
    expect(body).toMatchObject({ score: { given: 0.5 } });
    expect(body.review!.find((each) => each.slot === slot)).toMatchObject({ fraction: 0.5 });
  });

  it('gives a part of the point for some of the pairs', async () => {
    const { client, attempt, paper, placed, answerTo } = await begin();
    const question = placed('matching');
    const place = paper.find(({ slot }) => slot === question.slot)!;
    // A learner who knows the identifiers of the author gets nowhere by them.
    const plain = { ...answerTo(question), response: { type: 'matching', pairs: { a: 'a' } } };
    expect(await save(client, attempt.id, [plain])).toMatchObject({ status: 422 });
    const pairs = shownResponse({ type: 'matching', pairs: { a: 'a', b: 'c' } }, place.optionOrder);
    const body = (await submit(client, attempt.id, [{ ...answerTo(question), response: pairs }]))
      .body as AttemptResult;
    expect(body.review!.find(({ slot }) => slot === question.slot)!.fraction).toBeCloseTo(1 / 3);
  });

  it('gives a part of the point for things that follow each other as they should', async () => {
    const { client, attempt, paper, placed, answerTo } = await begin();
    const question = placed('ordering');
    const { optionOrder } = paper.find(({ slot }) => slot === question.slot)!;
    expect(optionOrder).not.toEqual(['a', 'b', 'c', 'd']);
    const response = shownResponse({ type: 'ordering', order: ['c', 'd', 'a', 'b'] }, optionOrder);
    const body = (await submit(client, attempt.id, [{ ...answerTo(question), response }]))
      .body as AttemptResult;
    expect(body.review!.find(({ slot }) => slot === question.slot)!.fraction).toBeCloseTo(2 / 3);
  });

  it('gives for each gap its weight, also where others are empty', async () => {
    const { client, attempt, placed, answerTo } = await begin();
    const question = placed('cloze');
    const response = { type: 'cloze', gaps: { ai: 'đảng ta', nam: '1.930' } };
    const body = (await submit(client, attempt.id, [{ ...answerTo(question), response }]))
      .body as AttemptResult;
    const reviewed = body.review!.find(({ slot }) => slot === question.slot)!;
    expect(reviewed).toMatchObject({ fraction: 0.75, response });
  });

  it('is practised: each answer is told at once, and no key before it', async () => {
    expect(await rooms().importProgramme(await folderWith())).toMatchObject({ ok: true });
    const client: Client = await learner({ item: { kind: 'topic', code: 'CD01' } });
    const met = new Set<string>();
    for (const level of ['recall', 'understanding']) {
      const round: PracticeRound = (await client('POST', '/practice/CD01/rounds', { level })).body;
      expect(JSON.stringify(round)).not.toMatch(SECRETS);
      const stored = await rooms()
        .collection('practiceRounds')
        .findOne({ _id: round.id as never });
      for (const question of round.questions.filter(contentOf)) {
        const response = sent(question, stored!.paper as PaperSlot[], rightTo);
        const route = `/practice/rounds/${round.id}/answers/${question.slot}`;
        const { status, body } = await client('PUT', route, { response });
        const feedback = body as PracticeFeedback;
        expect([status, feedback.fraction]).toEqual([200, 1]);
        expect(feedback.response).toMatchObject(response);
        met.add(question.type);
      }
    }
    // What a person marks cannot be told at once.
    const told = (Object.keys(CONTENTS) as QuestionType[]).filter((type) => !isMarkedByPerson(type));
    expect([...met].sort()).toEqual(told.sort());
  });
});

it('says what is wrong with a question of another type, and where', async () => {
  const result = await rooms().importProgramme(
    await folderWith([
      { type: 'true-false', key: 'đúng' },
      { type: 'no-such-type', key: true },
      { type: 'numeric', answer: 0, tolerance: { percent: 5 } },
      { ...CONTENTS.matching, key: { a: 'a', b: 'b', c: 'z' } },
      { ...CONTENTS.ordering, items: [{ id: 'a', text: { vi: 'Một' } }] },
      {
        ...CONTENTS.cloze,
        text: { vi: '[[nam]] [[nam]] [[ai]] [[noi]]' },
        gaps: [
          ...CONTENTS.cloze.gaps.slice(0, 1),
          { id: 'ai', type: 'short-answer', accepted: ['*'] },
          { id: 'noi', type: 'single-choice', options: [], key: [] },
        ],
      },
    ]),
  );
  const file = 'topics/mot/questions.yaml';
  expect(result).toMatchObject({
    ok: false,
    faults: [
      { file, reason: textWith('CD01-recall-0 key: ') },
      { file, reason: textWith('CD01-recall-1 type: ') },
      { file, reason: textWith('CD01-recall-2 tolerance: nothing is a per cent of 0 (không có') },
      { file, reason: textWith('CD01-recall-3 key.c: nothing on the right has the id "z" (vế phải') },
      { file, reason: textWith('CD01-understanding-0 items: ') },
      { file, reason: textWith('CD01-understanding-1 gaps.2.options: ') },
      { file, reason: textWith('CD01-understanding-1 gaps.2.key: ') },
      {
        file,
        reason: textWith('CD01-understanding-1 text.vi: [[nam]] has to stand here once ([[nam]] phải'),
      },
      { file, reason: textWith('CD01-understanding-1 gaps.1.accepted.0: ') },
      { file, reason: textWith('CD01-understanding-1 gaps.2.key: ') },
    ],
  });
});
