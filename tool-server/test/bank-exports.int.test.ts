import type {
  ExportPreview,
  ExportQuestions,
  FoundQuestions,
  MadeBank,
  Problem,
  WritableFormat,
} from '@chuyen-de/contracts';
import { KEYED_FORMATS, WritableFormat as Formats } from '@chuyen-de/contracts';
import { readQuestions } from '../src/bank/formats/index.ts';
import { useBankFiles } from './bank-files.ts';
import { addedTo, CHOICE, draftIn, newBank } from './made-banks.ts';
import { useMaking } from './made-exams.ts';

const { making, lecturer } = useMaking();
const { upload, take, form } = useBankFiles({ making });

const ALL = { text: '' };
const wish = (over: Partial<ExportQuestions> = {}): ExportQuestions => ({
  ...{ format: 'xlsx', keys: true, questions: ALL },
  ...over,
});
const previewOf = async ({ code }: MadeBank, wanted: ExportQuestions) =>
  (await lecturer<ExportPreview & Problem>('POST', `/made-banks/${code}/exports/preview`, wanted)).body;

const TRUE_FALSE = { type: 'true-false', stem: { vi: '=1+1 là hai' }, key: true };
const CLOZE = {
  type: 'cloze',
  stem: { vi: 'Điền năm' },
  text: { vi: 'Đảng ra đời năm [[1]].' },
  gaps: [{ id: '1', type: 'numeric', answer: 1930 }],
};

async function filledBank() {
  const bank = await newBank(lecturer, ['Nhập môn', 'Nhà nước']);
  const explained = { ...CHOICE, stem: { vi: CHOICE.stem.vi }, explanation: { vi: 'Từ năm 1945.' } };
  const choice = await addedTo(lecturer, bank, draftIn(bank, explained, { topic: bank.topics[1]!.code }));
  const truth = await addedTo(lecturer, bank, draftIn(bank, TRUE_FALSE, { level: 'application' }));
  const cloze = await addedTo(lecturer, bank, draftIn(bank, CLOZE));
  const faulty = await addedTo(lecturer, bank, draftIn(bank, { ...CHOICE, key: [] }));
  return { bank, choice, truth, cloze, faulty };
}

/** What the audit has of files of a bank. */
const taken = ({ code }: MadeBank) =>
  making()
    .tool.connection.collection('events')
    .find({ deed: 'questions-exported', 'subject.id': code })
    .sort({ at: 1 })
    .toArray();

describe('questions that are taken out of a bank as a file', () => {
  it('are told beforehand, with what the file does not carry of which of them', async () => {
    const { bank, cloze, faulty } = await filledBank();
    const preview = await previewOf(bank, wish());
    expect(preview).toEqual({
      name: 'Ngân hàng của lớp - có đáp án.xlsx',
      questions: 2,
      losses: [
        ...[{ code: 'question_not_whole', kind: 'loss', values: {}, count: 1, questions: [faulty.code] }],
        {
          ...{ code: 'type_not_in_format', kind: 'loss', values: { type: 'cloze' } },
          ...{ count: 1, questions: [cloze.code] },
        },
      ],
    });
    expect(await taken(bank)).toEqual([]);
  });

  it('are those that a filter lets through, or that were chosen', async () => {
    const { bank, choice, truth } = await filledBank();
    const filtered = await previewOf(
      bank,
      wish({ questions: { text: 'thu do', topic: choice.draft.topic } }),
    );
    expect(filtered.questions).toBe(1);
    const { bytes } = await take(bank, wish({ questions: [truth.code] }));
    const { questions } = await readQuestions(bytes);
    expect(questions).toMatchObject([
      { code: truth.code, stem: { vi: '=1+1 là hai' }, group: ['Nhập môn'], level: 'application' },
    ]);
  });

  it('come with a name of their own, and the audit says who took which, with keys or without', async () => {
    const { bank, choice } = await filledBank();
    const { status, headers } = await take(bank, wish({ format: 'docx', keys: false }));
    expect(status).toBe(200);
    expect(decodeURIComponent(headers.get('content-disposition')!)).toContain(
      "filename*=UTF-8''Ngân hàng của lớp - không đáp án.docx",
    );
    expect(headers.get('cache-control')).toBe('no-store');
    await take(bank, wish({ questions: [choice.code] }));
    expect(await taken(bank)).toMatchObject([
      {
        by: expect.stringMatching(/^person:/) as string,
        after: { format: 'docx', keys: false, questions: ALL },
      },
      { after: { format: 'xlsx', keys: true, count: 1, questions: [choice.code] } },
    ]);
  });

  it.each(Formats.options.filter((format) => !KEYED_FORMATS.includes(format)))(
    'tell no key as %s without keys',
    async (format: WritableFormat) => {
      const { bank, choice } = await filledBank();
      const { bytes } = await take(bank, wish({ format, keys: false, questions: [choice.code] }));
      const { questions } = await readQuestions(bytes);
      expect(questions).toMatchObject([{ content: { key: [] } }]);
      expect(questions[0]!.explanation).toBeUndefined();
    },
  );

  it('are refused without keys in a format that has none such, and where there is none at all', async () => {
    const { bank, cloze } = await filledBank();
    expect((await take(bank, wish({ format: 'aiken', keys: false }))).status).toBe(400);
    const empty = await take(bank, wish({ questions: [cloze.code] }));
    expect([empty.status, JSON.parse(empty.bytes.toString())]).toMatchObject([422, { code: 'export_empty' }]);
    expect(await taken(bank)).toEqual([]);
  });

  it('come into another bank as they were', async () => {
    const { bank } = await filledBank();
    const { bytes } = await take(bank, wish({ format: 'moodle-xml' }));
    const other = await newBank(lecturer, ['Nhà nước', 'Khác']);
    const { body: read } = await upload(other, bytes);
    const { body } = await lecturer<FoundQuestions>(
      'GET',
      `/made-banks/${other.code}/imports/${read.id}/questions`,
    );
    const drafts = body.questions.map(({ question }) => question.draft);
    expect(drafts).toMatchObject([
      {
        ...{ topic: other.topics[0]!.code, level: 'recall' },
        content: { ...CHOICE, stem: { vi: CHOICE.stem.vi }, explanation: { vi: 'Từ năm 1945.' } },
      },
      { topic: other.topics[0]!.code, level: 'application', content: TRUE_FALSE },
      { content: { type: 'cloze', gaps: [{ type: 'numeric', answer: 1930 }] } },
    ]);
  });
});

describe('the form to write questions into', () => {
  it('offers the topics of the bank, and is read once something is written into it', async () => {
    const bank = await newBank(lecturer, ['Nhà nước & pháp luật', '=Công thức']);
    const { headers, bytes } = await form(bank);
    expect(decodeURIComponent(headers.get('content-disposition')!)).toContain('Mẫu nhập câu hỏi.xlsx');
    expect((await upload(bank, bytes)).body).toMatchObject({ code: 'file_not_read', fault: 'no_questions' });
  });
});
