import type { MadeExam } from '@chuyen-de/contracts';
import { FILLED, newExam, saved, useMaking } from './made-exams.ts';
import { edited, programmeFiles, withVersion, writeFolder } from './sample-programme.ts';

const { making, lecturer } = useMaking();

/** The sample programme, in which the last option of some questions is another one. */
async function withLastOptions(texts: Record<string, string>): Promise<void> {
  const files = edited(
    programmeFiles(),
    'topics/mot/questions.yaml',
    (questions: { code: string; options: object[] }[]) =>
      questions.map((question) => {
        const text = texts[question.code];
        if (text === undefined) return question;
        return { ...question, options: [...question.options.slice(0, 3), { id: 'd', text: { vi: text } }] };
      }),
  );
  const folder = await writeFolder(withVersion(files, 2));
  expect(await making().tool.tool.importProgramme(folder)).toMatchObject({ ok: true });
}

it('remarks in the editor on options that shuffling makes wrong, and stops nothing', async () => {
  await withLastOptions({
    'CD01-recall-0': 'Cả A và B',
    'CD01-recall-1': 'Tất cả các phương án trên',
    'CD01-recall-2': 'Tất cả các phương án còn lại',
    'CD01-application-0': 'Không có đáp án nào đúng',
  });
  const exam = await newExam(lecturer);
  const { body: draft } = await saved(lecturer, exam, {
    ...FILLED,
    blueprint: [{ topic: 'CD01', level: 'recall', count: 2 }],
    fixed: [{ topic: 'CD01', question: 'CD01-application-0' }],
  });
  const remark = { code: 'options_shuffled', stops: false };
  expect(draft.faults).toEqual([
    { ...remark, fields: ['shuffleOptions', 'fixed'], text: 'CD01-application-0', found: 1 },
    { ...remark, fields: ['shuffleOptions', 'blueprint'], text: 'CD01-recall-0, CD01-recall-1', found: 2 },
  ]);
  const published = await lecturer<MadeExam>('POST', `/made-exams/${draft.code}/publication`, {
    edition: draft.edition,
  });
  expect(published).toMatchObject({ status: 200, body: { inForce: { revision: 1 } } });
  const { body: unshuffled } = await saved(lecturer, published.body, { shuffleOptions: false });
  expect(unshuffled.faults).toEqual([]);
});
