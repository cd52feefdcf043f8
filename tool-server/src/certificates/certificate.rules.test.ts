import type { Standing } from '../class-home/index.ts';
import { lacksBy, meets } from './certificate.rules.ts';

const standing = (topics: boolean[], exams: (boolean | undefined)[]): Standing => ({
  topics: topics.map((completed, index) => ({ code: `CD0${index}`, completed, dueAt: undefined })),
  exams: exams.map((passed, index) => ({
    ...{ linkId: `link${index}`, closesAt: undefined, passed },
    state: passed === undefined ? 'not-started' : 'done',
  })),
  lastAt: undefined,
});

it.each([
  ['topics', [true, true], [false], true],
  ['topics', [true, false], [true], false],
  ['exams', [false], [true, true], true],
  ['exams', [true], [true, undefined], false],
  ['exams', [true], [false], false],
  ['both', [true], [true], true],
  ['both', [false], [true], false],
  ['both', [true], [false], false],
  // A class that has none of what is asked gives nothing away.
  ['topics', [], [true], false],
  ['exams', [true], [], false],
  ['both', [true], [], false],
] as const)('by the rule "%s", topics %j and exams %j meet it: %s', (rule, topics, exams, expected) => {
  expect(meets(rule, standing([...topics], [...exams]))).toBe(expected);
});

it('says what is lacking, of what the rule asks for alone', () => {
  const somebody = standing([true, false, false], [true, false, undefined]);
  expect(lacksBy('both', somebody)).toEqual({ topics: 2, exams: ['link1', 'link2'] });
  expect(lacksBy('topics', somebody)).toEqual({ topics: 2, exams: [] });
  expect(lacksBy('exams', somebody)).toEqual({ topics: 0, exams: ['link1', 'link2'] });
});
