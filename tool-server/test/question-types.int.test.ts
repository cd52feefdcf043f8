import type { AttemptResult, LearnerAttempt } from '@chuyen-de/contracts';
import { typeOf, type QuestionContent } from '@chuyen-de/question-types';
import { parse, stringify } from 'yaml';
import { save, start, submit, textWith, useExamRooms } from './exam-steps.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';

const { rooms, answer, rightAnswer, learner } = useExamRooms();
// A programme's version never goes back: the next test imports the first one again.
afterEach(() => rooms().empty('programmes'));

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { vi: `Phương án ${id}` } }));
const CONTENTS: QuestionContent[] = [
  { type: 'multiple-choice', options, key: ['a', 'b'], scoring: 'per-option' },
  { type: 'true-false', key: false },
  { type: 'short-answer', accepted: ['Mặt trận Việt Minh', 'Việt Minh*'] },
];

const QUESTIONS = 'topics/mot/questions.yaml';
/** The sample programme, in which the first questions are of other types. */
const folderWith = (contents: object[]) => {
  const files = programmeFiles();
  const written = parse(files[QUESTIONS]!) as Record<string, unknown>[];
  const questions = written.map((question, index) => {
    const { type: _type, options: _options, key: _key, ...common } = question;
    return index < contents.length ? { ...common, ...contents[index] } : question;
  });
  return writeFolder({
    ...files,
    'programme.yaml': stringify({ ...(parse(files['programme.yaml']!) as object), version: 2 }),
    [QUESTIONS]: stringify(questions, { aliasDuplicateObjects: false }),
  });
};

describe('an exam with questions of every type', () => {
  type Question = LearnerAttempt['questions'][number];
  const numberOf = ({ stem }: Question) =>
    Number(/^Câu (\d) về CD01, mức recall/.exec(stem.vi)?.[1] ?? Infinity);
  const isOurs = (question: Question) => numberOf(question) < CONTENTS.length;
  const contentOf = (question: Question) => CONTENTS[numberOf(question)]!;

  it('is answered, scored and reviewed by what each type says', async () => {
    expect(await rooms().importProgramme(await folderWith(CONTENTS))).toMatchObject({ ok: true });
    const client = await learner();
    const attempt = await start(client);
    const ours = attempt.questions.filter(isOurs);
    expect(ours.map(contentOf)).toHaveLength(CONTENTS.length);
    expect(JSON.stringify(attempt)).not.toContain('accepted');
    for (const question of ours) expect(question).not.toHaveProperty('key');
    rooms().clock.pass(1);
    const sampled = (question: (typeof ours)[number]) => ({
      ...answer(question.slot, []),
      response: typeOf(question.type).samples(contentOf(question)).right,
    });
    const answers = attempt.questions.map((each) => (isOurs(each) ? sampled(each) : rightAnswer(each)));
    expect(await save(client, attempt.id, answers)).toMatchObject({ status: 200 });
    const body = (await submit(client, attempt.id)).body as AttemptResult;
    expect(body).toMatchObject({ answered: 10, score: { given: 10, outOfTen: 10 } });
    for (const { slot, fraction, response, key } of body.review!) {
      const question = attempt.questions.find((one) => one.slot === slot)!;
      expect(fraction).toBe(1);
      if (!isOurs(question)) continue;
      expect(response).toEqual(typeOf(question.type).tidy(sampled(question).response));
      expect(key).toEqual(typeOf(question.type).keyOf(contentOf(question)));
    }
  });

  it('keeps an answer as people see it, whatever was pasted along with it, and those that come with it', async () => {
    await rooms().importProgramme(await folderWith(CONTENTS));
    const client = await learner();
    const attempt = await start(client);
    const { slot } = attempt.questions.find((one) => isOurs(one) && contentOf(one) === CONTENTS[2])!;
    const others = attempt.questions
      .filter((one) => one.slot !== slot && !isOurs(one))
      .map((one) => rightAnswer(one));
    for (const [text, kept] of [
      ['Việt\u0000 Minh \uD83D', 'Việt Minh \uFFFD'],
      ['\u0007Mặt trận Việt\r\nMinh', 'Mặt trận Việt Minh'],
    ] as const) {
      rooms().clock.pass(1);
      const typed = { ...answer(slot, []), response: { type: 'short-answer' as const, text } };
      expect(await save(client, attempt.id, [...others, typed])).toMatchObject({ status: 200 });
      const stored = (await rooms().exams.findAttempt(attempt.id))!.attempt.answers[slot]!;
      expect(stored.response).toEqual({ type: 'short-answer', text: kept });
      expect(typeOf('short-answer').fraction(CONTENTS[2]!, stored.response)).toBe(1);
    }
  });

  it('gives a part of the point for a part of the answer', async () => {
    await rooms().importProgramme(await folderWith(CONTENTS));
    const client = await learner();
    const attempt = await start(client);
    const { slot } = attempt.questions.find(
      (question) => isOurs(question) && contentOf(question) === CONTENTS[0],
    )!;
    const body = (await submit(client, attempt.id, [answer(slot, ['a'])])).body as AttemptResult;
    expect(body).toMatchObject({ score: { given: 0.5, maximum: 10, outOfTen: 0.5 } });
    expect(body.review!.find((each) => each.slot === slot)).toMatchObject({ fraction: 0.5 });
  });
});

it('says what is wrong with a question of another type, and where', async () => {
  const result = await rooms().importProgramme(
    await folderWith([
      { type: 'true-false', key: 'đúng' },
      { type: 'no-such-type', key: true },
    ]),
  );
  expect(result).toMatchObject({
    ok: false,
    faults: [
      { file: QUESTIONS, reason: textWith('0.key: ') },
      { file: QUESTIONS, reason: textWith('1.type: ') },
    ],
  });
});
