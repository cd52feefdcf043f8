import { ExamFile, type DraftFault, type ExamDraft, type Level } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { draftFaults, type Askable } from './draft-faults.rules.ts';
import { changedFields, changesOf, draftOf, examOf, NEW_DRAFT } from './draft.rules.ts';

const question = (code: string, level: Level, over: object = {}) =>
  [code, { code, revision: 1, topic: 'CD01', level, ...over }] as const;

const BANK: Askable = {
  topics: new Map([
    ['CD01', new Map<Level, number>([['recall', 4]])],
    ['CD02', new Map<Level, number>([['application', 2]])],
  ]),
  questions: new Map([
    question('Q1', 'recall'),
    question('Q2', 'recall'),
    question('OLD', 'recall', { retired: true }),
  ]),
};

const aDraft = (over: Partial<ExamDraft> = {}): ExamDraft => ({
  ...NEW_DRAFT,
  title: { vi: 'Kiểm tra', en: '' },
  blueprint: [{ topic: 'CD01', level: 'recall', count: 2 }],
  ...over,
});

const TRIES = { behaviour: 'interactive', tries: 3, penalty: 33 } as const;

const fixed = (...codes: string[]) => codes.map((code) => ({ topic: 'CD01', question: code }));
const row = (count: number, over: object = {}) => [
  { topic: 'CD01', level: 'recall' as const, count, ...over },
];

describe('what is wrong with a draft', () => {
  it('is nothing where nothing is', () => {
    expect(draftFaults(aDraft(), BANK)).toEqual([]);
    expect(draftFaults(aDraft({ blueprint: [], fixed: fixed('Q1', 'Q2') }), BANK)).toEqual([]);
    expect(draftFaults(aDraft({ blueprint: row(2), fixed: fixed('Q1', 'Q2') }), BANK)).toEqual([]);
  });

  it.each<[DraftFault['code'], Partial<ExamDraft>, Partial<DraftFault>]>([
    ['title_missing', { title: { vi: ' ', en: 'Test' } }, { fields: ['title'] }],
    ['asks_nothing', { blueprint: [] }, { fields: ['blueprint', 'fixed'] }],
    ['topic_unknown', { blueprint: row(1, { topic: 'CD09' }) }, { topic: 'CD09' }],
    ['row_twice', { blueprint: [...row(1), ...row(1)] }, { topic: 'CD01', level: 'recall' }],
    ['row_short', { blueprint: row(5) }, { fields: ['blueprint'], wanted: 5, found: 4 }],
    ['row_short', { blueprint: row(1, { level: 'application' }) }, { wanted: 1, found: 0 }],
    [
      'row_short',
      { blueprint: row(3), fixed: fixed('Q1', 'Q2') },
      { fields: ['blueprint', 'fixed'], wanted: 3, found: 2 },
    ],
    ['question_unknown', { fixed: fixed('NONE') }, { question: 'NONE' }],
    ['question_retired', { fixed: fixed('OLD') }, { question: 'OLD' }],
    ['question_twice', { fixed: fixed('Q1', 'Q1') }, { question: 'Q1' }],
    ['points_wrong', { blueprint: row(1, { points: 0 }) }, { topic: 'CD01', min: 0.01, max: 100 }],
    ['points_wrong', { fixed: [{ topic: 'CD01', question: 'Q1', points: 0.001 }] }, { question: 'Q1' }],
    ['number_wrong', { minutes: null }, { fields: ['minutes'], min: 1, max: 600, step: 1 }],
    ['number_wrong', { minutes: 12.5 }, { fields: ['minutes'] }],
    ['number_wrong', { attempts: 0 }, { fields: ['attempts'], min: 1 }],
    ['number_wrong', { passMark: 5.25 }, { fields: ['passMark'], step: 0.1 }],
    ['number_wrong', { passMark: 10.1 }, { fields: ['passMark'] }],
    ['number_wrong', { outageMinutes: -1 }, { fields: ['outageMinutes'] }],
    ['number_wrong', { ...TRIES, tries: 1 }, { fields: ['tries'], min: 2, max: 10 }],
    ['number_wrong', { ...TRIES, tries: null }, { fields: ['tries'] }],
    ['number_wrong', { ...TRIES, penalty: 101 }, { fields: ['penalty'], max: 100 }],
    ['certainty_of_tries', { ...TRIES, certainty: true }, { fields: ['behaviour', 'certainty'] }],
    [
      'tries_untold',
      { ...TRIES, review: { ...NEW_DRAFT.review, during: ['marks'] } },
      { fields: ['behaviour', 'review'] },
    ],
    ['grading_of_one_attempt', { grading: 'average' }, { fields: ['grading', 'attempts'] }],
  ])('stops it: %s, of %j', (code, over, told) => {
    const faults = draftFaults(aDraft(over), BANK);
    expect(faults).toEqual([expect.objectContaining({ code, stops: true, ...told })]);
  });

  it('stops a paper of more questions than an attempt has places', () => {
    const topics = new Map([['CD01', new Map<Level, number>([['recall', 900]])]]);
    const faults = draftFaults(aDraft({ blueprint: row(501), minutes: 600 }), { ...BANK, topics });
    expect(faults).toMatchObject([{ code: 'asks_too_much', found: 501, max: 500 }]);
  });

  it.each<[DraftFault['code'], Partial<ExamDraft>, DraftFault['fields']]>([
    ['key_before_next_attempt', { attempts: null }, ['review', 'attempts']],
    ['key_before_next_attempt', { attempts: 2 }, ['review', 'attempts']],
    ['outage_outlasts_exam', { outageMinutes: 60 }, ['outageMinutes', 'minutes']],
    ['little_time', { blueprint: row(4), minutes: 1 }, ['minutes', 'blueprint']],
  ])('remarks on two settings that may not be meant so: %s', (code, over, fields) => {
    expect(draftFaults(aDraft(over), BANK)).toEqual([{ code, fields, stops: false }]);
  });

  it('remarks on options that mean others by letter or place, where options are shuffled', () => {
    const bound = { fixed: ['Q2'], blueprint: ['Q1', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7'] };
    expect(draftFaults(aDraft(), { ...BANK, bound })).toEqual([
      {
        ...{ code: 'options_shuffled', fields: ['shuffleOptions', 'fixed'], stops: false },
        ...{ text: 'Q2', found: 1 },
      },
      {
        ...{ code: 'options_shuffled', fields: ['shuffleOptions', 'blueprint'], stops: false },
        ...{ text: 'Q1, Q3, Q4, Q5, Q6, …', found: 6 },
      },
    ]);
    expect(draftFaults(aDraft({ shuffleOptions: false }), { ...BANK, bound })).toEqual([]);
  });

  it('remarks on questions that tell answers of others, each pair once', () => {
    const leaks = {
      fixed: [],
      blueprint: [
        { of: 'Q1', by: 'Q2' },
        { of: 'Q1', by: 'Q2' },
        { of: 'Q3', by: 'Q1' },
      ],
    };
    expect(draftFaults(aDraft(), { ...BANK, leaks })).toEqual([
      {
        ...{ code: 'answer_leaks', fields: ['blueprint'], stops: false },
        text: 'Q1 ← Q2, Q3 ← Q1',
        found: 2,
      },
    ]);
  });

  it('tells first what stops it', () => {
    const faults = draftFaults(aDraft({ attempts: 3, minutes: null, title: { vi: '', en: '' } }), BANK);
    expect(faults.map(({ stops }) => stops)).toEqual([true, true, false]);
  });
});

const drafts = fc
  .record({
    vi: fc.constantFrom('', ' ', 'Tên', 'Tên '),
    summary: fc.constantFrom('', 'Giới thiệu'),
    counts: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }),
    codes: fc.array(fc.constantFrom('Q1', 'Q2', 'OLD', 'NONE'), { maxLength: 3 }),
    points: fc.constantFrom(undefined, 0.01, 0.3, 2.55, 100, 101, 0),
    minutes: fc.constantFrom(null, 0, 1, 0.5, 600, 601),
    attempts: fc.constantFrom(null, 0, 1, 3),
    grading: fc.constantFrom('highest' as const, 'average' as const),
    passMark: fc.constantFrom(null, 0, 0.3, 5.7, 5.25, 10, 11),
    outageMinutes: fc.constantFrom(null, 0, 1440, 1441),
    addresses: fc.constantFrom<string[] | undefined>(
      undefined,
      [' '],
      ['10.1.2.3 ', ''],
      ['10.0.0.0/8', '2001:db8::/32'],
      ['10.1'],
    ),
    password: fc.constantFrom(undefined, ' ', 'abc', 'một hai ', 'mô\u0323t hai'),
  })
  .map(({ vi, summary, counts, codes, points, password, addresses, ...settings }) =>
    aDraft({
      ...settings,
      ...(password !== undefined && { password }),
      ...(addresses && { addresses }),
      title: { vi, en: '' },
      summary: { vi: summary, en: '' },
      blueprint: counts.flatMap((count) => row(count, points === undefined ? {} : { points })),
      fixed: fixed(...codes),
    }),
  );

describe('a draft that nothing stops', () => {
  it('is an exam for its schema, and that exam is the draft again', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const stopped = draftFaults(draft, BANK).some(({ stops }) => stops);
        const parsed = ExamFile.safeParse(examOf('DE-1', draft));
        if (!stopped) {
          expect(parsed.error).toBeUndefined();
          expect(changesOf(parsed.data!, draft)).toEqual([]);
          expect(examOf('DE-1', draftOf(parsed.data!))).toEqual(parsed.data);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('changes of a draft', () => {
  const inForce = ExamFile.parse(examOf('DE-1', aDraft()));

  it('count for whoever starts later, but for what everybody reads anew', () => {
    const draft = aDraft({ title: { vi: 'Tên mới', en: '' }, minutes: 30, attempts: 2, grading: 'last' });
    expect(changesOf(inForce, draft)).toEqual([
      { field: 'title', for: 'everybody' },
      { field: 'minutes', for: 'next-attempts' },
      { field: 'attempts', for: 'everybody' },
      { field: 'grading', for: 'next-attempts' },
    ]);
  });

  it('are the same whatever the order of members', () => {
    const { title, ...others } = aDraft();
    const { en, vi } = title;
    expect(changedFields(aDraft(), { ...others, title: { en, vi } })).toEqual([]);
    expect(changedFields(aDraft(), aDraft({ fixed: fixed('Q1') }))).toEqual(['fixed']);
  });
});
