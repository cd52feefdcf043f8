import type { QuestionVersion } from '@chuyen-de/contracts';
import { loadCatalogue } from '../../../i18n/catalogues.ts';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { compareParts } from './compare-parts.ts';
import { questionParts, type PartWords } from './question-parts.ts';

let messages: Record<string, string> = {};
beforeAll(async () => {
  messages = { ...(await loadCatalogue('vi')), ...(await loadBankCatalogue('vi')) };
});

const words: PartWords = {
  say: (id, values = {}) =>
    (messages[id] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name])),
  knows: (id) => id in messages,
  number: String,
  topicOf: (code) => `Chuyên đề ${code}`,
};

const CHOICE = {
  type: 'single-choice',
  stem: { vi: 'Thủ đô của nước ta?', en: '' },
  options: [
    { id: 'a', text: { vi: 'Huế' } },
    { id: 'b', text: { vi: 'Hà Nội' } },
  ],
  key: ['b'],
} as const;

const version = (content: object, over: object = {}): QuestionVersion =>
  ({ id: 'd1', source: null, draft: { topic: '1', level: 'recall', content, ...over } }) as QuestionVersion;

const differences = (before: QuestionVersion, after: QuestionVersion) =>
  compareParts(questionParts(before, words), questionParts(after, words)).map(
    ({ label, kind, former, pieces }) => [
      former === undefined ? label : `${label} < ${former}`,
      kind,
      pieces
        .map(({ kind: of, text }) => ({ same: text, added: `+${text}`, removed: `-${text}` })[of])
        .join('|'),
    ],
  );

describe('what two versions of a question say differently', () => {
  it('is nothing where they say the same, whatever the form of their letters', () => {
    const decomposed = { ...CHOICE, stem: { vi: CHOICE.stem.vi.normalize('NFD') } };
    expect(differences(version(CHOICE), version(decomposed))).toEqual([]);
  });

  it('is told word by word, and as another text where hardly a word is the same', () => {
    const reworded = { ...CHOICE, stem: { vi: 'Thủ đô hiện nay của nước ta?' } };
    expect(differences(version(CHOICE), version(reworded))).toEqual([
      ['Câu dẫn', 'changed', 'Thủ đô |+hiện nay |của nước ta?'],
    ]);
    const another = { ...CHOICE, stem: { vi: 'Sông nào dài nhất Việt Nam?' } };
    expect(differences(version(CHOICE), version(another))).toEqual([
      ['Câu dẫn', 'changed', '-Thủ đô của nước ta?|+Sông nào dài nhất Việt Nam?'],
    ]);
  });

  it('names options by their letters, the key by what it says, and what was put in or moved', () => {
    const [hue, hanoi] = CHOICE.options;
    const changed = { ...CHOICE, options: [{ id: 'c', text: { vi: 'Đà Nẵng' } }, hue, hanoi], key: ['a'] };
    expect(differences(version(CHOICE), version(changed, { level: 'application', topic: '2' }))).toEqual([
      ['Chuyên đề', 'changed', '-Chuyên đề 1|+Chuyên đề 2'],
      ['Mức độ', 'changed', '-Nhận biết|+Vận dụng'],
      ['Phương án A', 'added', '+Đà Nẵng'],
      ['Phương án B < Phương án A', 'moved', 'Huế'],
      ['Phương án C < Phương án B', 'moved', 'Hà Nội'],
      ['Đáp án', 'changed', '-B. Hà Nội|+B. Huế'],
    ]);
  });

  it('says what was taken out where it stood, and of English words that they are such', () => {
    const before = { ...CHOICE, stem: { vi: 'Thủ đô?', en: 'Capital?' }, explanation: { vi: 'Vì vậy.' } };
    expect(
      differences(
        version(before),
        version({ ...before, stem: { vi: 'Thủ đô?' }, options: [CHOICE.options[1]] }),
      ),
    ).toEqual([
      ['Câu dẫn (tiếng Anh)', 'removed', '-Capital?'],
      ['Phương án A', 'removed', '-Huế'],
      ['Phương án A < Phương án B', 'moved', 'Hà Nội'],
      ['Đáp án', 'changed', '-B. Hà Nội|+A. Hà Nội'],
    ]);
  });

  it.each([
    [
      { type: 'true-false', key: true },
      { type: 'true-false', key: false },
      [['Đáp án', 'changed', '-Đúng|+Sai']],
    ],
    [
      { type: 'numeric', answer: 5, tolerance: 1 },
      { type: 'numeric', answer: 5, tolerance: { percent: 2 } },
      [['Sai số', 'changed', '-1|+2%']],
    ],
    [
      { type: 'short-answer', accepted: ['Hà Nội'], exact: {} },
      { type: 'short-answer', accepted: ['Hà Nội', 'Thăng Long'], exact: { marks: true } },
      [
        ['Câu trả lời được chấp nhận', 'changed', 'Hà Nội|+\nThăng Long'],
        ['Cách so câu trả lời', 'added', '+Phải đúng dấu'],
      ],
    ],
    [
      {
        type: 'matching',
        left: [{ id: 'a', text: { vi: 'Một' } }],
        right: [{ id: 'x', text: { vi: '1' } }],
        key: {},
      },
      {
        type: 'matching',
        left: [{ id: 'a', text: { vi: 'Một' } }],
        right: [{ id: 'x', text: { vi: '1' } }],
        key: { a: 'x' },
      },
      [['Đáp án', 'added', '+Một → 1']],
    ],
    [
      { type: 'cloze', text: { vi: '[[1]]' }, gaps: [{ id: '1', type: 'short-answer', accepted: ['a'] }] },
      {
        type: 'cloze',
        text: { vi: '[[1]]' },
        gaps: [{ id: '1', type: 'short-answer', accepted: ['a'], weight: 2 }],
      },
      [['Chỗ trống 1, Trọng số', 'added', '+2']],
    ],
    [
      { type: 'essay', rubric: [{ id: 'a', title: { vi: 'Ý' }, points: 1 }], words: { least: 10 } },
      { type: 'essay', rubric: [{ id: 'a', title: { vi: 'Ý' }, points: 2 }], words: { least: 20 } },
      [
        ['Tiêu chí 1, Điểm', 'changed', '-1|+2'],
        ['Số chữ', 'changed', '-10–0|+20–0'],
      ],
    ],
  ])('is told of %j', (before, after, told) => {
    expect(differences(version(before), version(after))).toEqual(told);
  });

  it('is told of the source by its words, and of one that there is no more', () => {
    const document = { code: 'S', kind: 'Luật', number: '1/QH', title: 'Về A' };
    const cited = { ...CHOICE, source: { source: 'S', clause: 'K1' } };
    const now = { ...version(cited), source: { document, clause: 'Điều 1' } } as unknown as QuestionVersion;
    expect(differences(version(CHOICE), now)).toEqual([['Căn cứ', 'added', '+Luật 1/QH: Về A, Điều 1']]);
    expect(differences(version(CHOICE), version(cited))).toEqual([
      ['Căn cứ', 'added', '+Căn cứ không còn trong danh mục'],
    ]);
  });
});
