import type { AttemptResult, LearnerAttempt } from '@chuyen-de/contracts';
import { typeOf, type QuestionContent } from '@chuyen-de/question-types';
import { parse, stringify } from 'yaml';
import { save, start, submit, textWith, useExamRooms } from './exam-steps.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';

const { rooms, answer, rightAnswer, learner } = useExamRooms();

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { vi: `Phương án ${id}` } }));
const CONTENTS: QuestionContent[] = [
  { type: 'multiple-choice', options, key: ['a', 'b'], scoring: 'per-option' },
  { type: 'true-false', key: false },
];

const QUESTIONS = 'topics/mot/questions.yaml';
type Authored = QuestionContent & { code: string; level: string; stem: object; explanation: object };

/** The sample programme, in which the first questions are of other types. */
const folderWith = (contents: object[]) => {
  const files = programmeFiles();
  const questions = (parse(files[QUESTIONS]!) as Authored[]).map((question, index) => {
    const {
      type: _type,
      options: _options,
      key: _key,
      ...common
    } = question as Authored & Record<string, unknown>;
    return index < contents.length ? { ...common, ...contents[index] } : question;
  });
  return writeFolder({
    ...files,
    'programme.yaml': stringify({ ...(parse(files['programme.yaml']!) as object), version: 2 }),
    [QUESTIONS]: stringify(questions, { aliasDuplicateObjects: false }),
  });
};

describe('an exam with questions of every type', () => {
  const contentOf = ({ stem }: LearnerAttempt['questions'][number]) =>
    CONTENTS[Number(/^Câu (\d)/.exec(stem.vi)![1])]!;
  const isOurs = ({ stem }: LearnerAttempt['questions'][number]) =>
    /^Câu (\d) về CD01, mức recall/.test(stem.vi) && contentOf({ stem } as never) !== undefined;

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
    for (const { slot, right, response, key } of body.review!) {
      const question = attempt.questions.find((one) => one.slot === slot)!;
      expect(right).toBe(true);
      if (!isOurs(question)) continue;
      expect(response).toEqual(typeOf(question.type).tidy(sampled(question).response));
      expect(key).toEqual(typeOf(question.type).keyOf(contentOf(question)));
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
    expect(body.review!.find((each) => each.slot === slot)).toMatchObject({ right: false });
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
