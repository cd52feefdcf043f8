import { KEYED_FORMATS, type RemarkCode, type WritableFormat } from '@chuyen-de/contracts';
import type { QuestionContent } from '@chuyen-de/question-types';
import fc from 'fast-check';
import { CONTENTS, questionWith, sampleQuestions } from '../../../test/format-questions.ts';
import { readQuestions, writeQuestions, type FormatQuestion } from './index.ts';

const TABLED: QuestionContent['type'][] = [
  ...([
    'single-choice',
    'multiple-choice',
    'true-false',
    'short-answer',
    'numeric',
    'ordering',
    'essay',
  ] as const),
];

/** What a format carries of a question beside its type, and which types it has. */
const CARRIED: Record<WritableFormat, { types: QuestionContent['type'][]; parts: (keyof FormatQuestion)[] }> =
  {
    aiken: { types: ['single-choice'], parts: [] },
    gift: {
      types: [
        ...(['single-choice', 'multiple-choice', 'true-false', 'short-answer', 'numeric'] as const),
        ...(['matching', 'ordering', 'essay'] as const),
      ],
      parts: ['explanation', 'level', 'code', 'group', 'tags'],
    },
    json: {
      types: Object.keys(CONTENTS) as QuestionContent['type'][],
      parts: ['explanation', 'level', 'code', 'group', 'source', 'hints', 'tags'],
    },
    qti: {
      types: Object.keys(CONTENTS) as QuestionContent['type'][],
      parts: ['explanation', 'level', 'code', 'group', 'source'],
    },
    docx: { types: [], parts: ['explanation', 'level'] },
    xlsx: { types: TABLED, parts: ['explanation', 'level', 'code', 'tags'] },
    csv: { types: TABLED, parts: ['explanation', 'level', 'code', 'tags'] },
    'moodle-xml': {
      types: Object.keys(CONTENTS) as QuestionContent['type'][],
      parts: ['explanation', 'level', 'code', 'group', 'tags'],
    },
  };

/** Remarks on what a learner earns elsewhere for the same answer: of the question nothing is lost. */
const ON_MARKING: RemarkCode[] = ['scoring_changed', 'exactness_changed'];

const carriedOf = (format: WritableFormat, question: FormatQuestion): Partial<FormatQuestion> =>
  Object.fromEntries(
    (['content', 'stem', ...CARRIED[format].parts] as const)
      .filter((part) => question[part] !== undefined)
      .map((part) => [part, question[part]]),
  );

const asCarried = (format: WritableFormat, question: FormatQuestion): Partial<FormatQuestion> =>
  carriedOf(format, format === 'aiken' ? onOneLine(question) : question);

/** Aiken has lines for ends of texts. */
const onOneLine = ({ stem, content, ...others }: FormatQuestion): FormatQuestion => {
  const line = (text: string): string => text.replaceAll('\n', ' ');
  if (content.type !== 'single-choice') throw new Error('no choice');
  return {
    ...others,
    stem: { vi: line(stem.vi) },
    content: {
      ...content,
      options: content.options.map(({ id, text }) => ({ id, text: { vi: line(text.vi) } })),
    },
  };
};

async function roundTrip(format: WritableFormat, questions: readonly FormatQuestion[]) {
  const written = await writeQuestions(format, questions, { keys: true });
  return { written, read: await readQuestions(written.bytes) };
}

const CASES = (Object.keys(CARRIED) as WritableFormat[]).flatMap((format) =>
  CARRIED[format].types.map((type) => [format, type] as const),
);

describe.each(CASES)('%s, %s', (format, type) => {
  it('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(questionWith(CONTENTS[type]), async (question) => {
        const { bytes, remarks } = await writeQuestions(format, [question], { keys: true });
        // What a format takes for something else is not in the file, and the remarks say so.
        fc.pre(!remarks.some(({ code }) => code === 'text_not_in_format'));
        const read = await readQuestions(bytes);
        expect(read.format).toBe(format);
        expect(read.questions.map((found) => asCarried(format, found))).toEqual([
          asCarried(format, question),
        ]);
        expect(read.questions[0]!.remarks).toEqual([]);
      }),
      { numRuns: format === 'xlsx' ? 15 : 50 },
    );
  });
});

describe.each(Object.keys(CARRIED) as WritableFormat[])('the sample programme in %s', (format) => {
  const types = format === 'docx' ? TABLED : CARRIED[format].types;
  const questions = sampleQuestions().filter(({ content }) => types.includes(content.type));

  it('comes back as it went out', async () => {
    const { written, read } = await roundTrip(format, questions);
    expect(questions.length).toBeGreaterThan(100);
    expect(read.questions.map((found) => carriedOf(format, found))).toEqual(
      questions.map((question) => carriedOf(format, question)),
    );
    expect(read.questions.flatMap(({ remarks }) => remarks)).toEqual([]);
    const lost = written.remarks.filter(
      ({ code }) => !ON_MARKING.includes(code) && !code.endsWith('_left_out'),
    );
    expect(lost).toEqual([]);
  });

  const itWhereItCan = KEYED_FORMATS.includes(format) ? it.skip : it;
  itWhereItCan('tells no key without the keys', async () => {
    const { bytes } = await writeQuestions(format, questions, { keys: false });
    const read = (await readQuestions(bytes)).questions;
    for (const { content, explanation, remarks } of read) {
      expect(content).toMatchObject({ key: [] });
      expect(explanation).toBeUndefined();
      expect(remarks.map(({ code }) => code)).toEqual(['key_missing']);
    }
    for (const { explanation } of questions) expect(bytes.toString()).not.toContain(explanation!.vi);
  });
});

it('names the questions that a format cannot carry, and leaves them out', async () => {
  const [question] = sampleQuestions();
  const cloze: QuestionContent = {
    type: 'cloze',
    text: { vi: 'Đảng ra đời năm [[nam]].' },
    gaps: [{ id: 'nam', type: 'numeric', answer: 1930 }],
  };
  const { written, read } = await roundTrip('gift', [
    { content: cloze, stem: { vi: 'Điền năm' } },
    question!,
  ]);
  expect(written.remarks.filter(({ at }) => 'question' in at && at.question === 1)).toEqual([
    { code: 'type_not_in_format', kind: 'loss', at: { question: 1 }, values: { type: 'cloze' } },
  ]);
  expect(read.questions).toHaveLength(1);
});
