import { writeFile } from 'node:fs/promises';
import type { LearnerAttempt } from '@chuyen-de/contracts';
import { parse, stringify } from 'yaml';
import { DEVICE } from './a-school.ts';
import {
  answerRoute,
  ESSAY,
  FILES,
  full,
  mark,
  next,
  refused,
  route,
  TEXT,
  useMarkingClass,
  withEssay,
} from './marking-class.ts';
import { programmeFiles } from './sample-programme.ts';

const { tool, lecturer, learner, handIn, resultOf, grade } = useMarkingClass();

describe('an essay', () => {
  it('is refused to those who do not teach, with more points than there are, and of what cannot be marked', async () => {
    const call = learner(4);
    const attempt = await call<LearnerAttempt>('POST', '/exams/KT01/attempts', { device: DEVICE });
    const body = { known: 0, criteria: full };
    expect(await refused(mark(lecturer, attempt.id, body))).toBe('409 attempt_still_open');
    const essay = attempt.questions.find(({ type }) => type === 'essay')!;
    expect(JSON.stringify(attempt)).not.toMatch(/rubric|Khái niệm/);
    const other = attempt.questions.find(({ type }) => type !== 'essay')!;
    const at = Date.now();
    const response = { type: 'essay', text: TEXT };
    const answers = [{ slot: essay.slot, seq: at, at, response, flagged: false }];
    await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers });

    for (const [path, method] of [
      [route(), 'GET'],
      [route(ESSAY, 'next'), 'GET'],
      [route(ESSAY, 'marked'), 'GET'],
      [answerRoute(attempt.id), 'GET'],
      [answerRoute(attempt.id), 'PUT'],
    ] as const)
      expect(await refused(call(method, path, method === 'PUT' ? body : undefined))).toBe(
        '403 not_permitted',
      );
    const over = { known: 0, criteria: { a: 3.5, b: 0 } };
    expect(await refused(mark(lecturer, attempt.id, over))).toBe('422 points_over_maximum');
    expect(await refused(mark(lecturer, attempt.id, { known: 0, points: 3 }))).toBe('422 criteria_wrong');
    expect(await refused(mark(lecturer, attempt.id, { known: 0, criteria: { a: -1, b: 0 } }))).toBe(
      '400 invalid_request',
    );
    expect(await refused(mark(lecturer, 'no-such-attempt', body))).toBe('404 answer_not_found');
    const { paper } = (await tool()
      .connection.collection('attempts')
      .findOne({ _id: attempt.id as never })) as never as {
      paper: { slot: number; question: string }[];
    };
    const ruled = paper.find(({ slot }) => slot === other.slot)!.question;
    expect(await refused(lecturer('PUT', route(ruled, 'answers', attempt.id), body))).toBe(
      '409 answer_not_to_mark',
    );

    await lecturer('POST', `/exams/KT01/attempts/${attempt.id}/removal`, { reason: 'Thi hộ' });
    expect(await refused(mark(lecturer, attempt.id, body))).toBe('410 attempt_removed');
    expect((await next(lecturer)).answer?.attempt).not.toBe(attempt.id);
    expect(grade(4)).toBeUndefined();
  });

  it('waits for nobody where it was left blank, or written by somebody who teaches', async () => {
    const attempt = await handIn(4, '   \n ');
    expect(await resultOf(4, attempt)).toMatchObject({ score: { given: 10, maximum: 20 } });
    const { id, questions } = await lecturer<LearnerAttempt>('POST', '/exams/KT01/attempts', {
      device: DEVICE,
    });
    const at = Date.now();
    const { slot } = questions.find(({ type }) => type === 'essay')!;
    const answers = [{ slot, seq: at, at, response: { type: 'essay', text: TEXT }, flagged: false }];
    await lecturer('POST', `/attempts/${id}/submit`, { device: DEVICE, answers });
    expect((await next(lecturer)).answer?.attempt).not.toBe(id);
    expect(await refused(mark(lecturer, id, { known: 0, criteria: full }))).toBe('404 answer_not_found');
  });

  it('is drawn by no row of a blueprint, and counted by none', async () => {
    const files = programmeFiles();
    const [first] = parse(files[FILES.exams]!) as object[];
    const folder = await withEssay(3);
    const blueprint = [{ topic: 'CD01', level: 'higher-application', count: 4 }];
    await writeFile(`${folder}/exams.yaml`, stringify([{ ...first, blueprint }]));
    expect(await tool().tool.importProgramme(folder)).toMatchObject({
      ok: false,
      faults: [{ reason: '4 wanted of CD01, higher-application; there are 3' }],
    });
    const fixed = [{ topic: 'CD01', question: ESSAY }];
    const exam = { ...first, blueprint: [{ ...blueprint[0], count: 3 }], fixed };
    await writeFile(`${folder}/exams.yaml`, stringify([exam]));
    expect(await tool().tool.importProgramme(folder)).toMatchObject({
      ok: true,
      programme: { questions: 32 },
    });
    const { questions } = await learner(0)<LearnerAttempt>('POST', '/exams/KT01/attempts', {
      device: DEVICE,
    });
    expect(questions.filter(({ type }) => type === 'essay')).toHaveLength(1);
    expect(questions).toHaveLength(4);
  });
});
