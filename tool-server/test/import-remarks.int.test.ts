import { useExamRooms } from './exam-steps.ts';
import { edited, programmeFiles, withVersion, writeFolder } from './sample-programme.ts';

const { rooms } = useExamRooms();

type Files = Record<string, string>;
const importFiles = async (files: Files) => rooms().importProgramme(await writeFolder(withVersion(files, 2)));

it('remarks on options that mean others, naming the question, who shuffles it and what to do', async () => {
  const withOption = (code: string, text: string) => (questions: { code: string; options: object[] }[]) =>
    questions.map((question) =>
      question.code === code
        ? { ...question, options: [...question.options.slice(0, 3), { id: 'd', text: { vi: text } }] }
        : question,
    );
  const first = edited(
    programmeFiles(),
    'topics/mot/questions.yaml',
    withOption('CD01-recall-1', 'Cả A và B đều đúng'),
  );
  const files = edited(
    first,
    'topics/hai/questions.yaml',
    withOption('CD02-recall-2', 'Tất cả các đáp án trên'),
  );
  const remarks = [
    {
      file: 'topics/mot/questions.yaml',
      reason:
        'CD01-recall-1: "Cả A và B đều đúng" means other options; shuffled in practice, KT01, KT02: reword it, or set shuffleOptions: false in these exams',
    },
    {
      file: 'topics/hai/questions.yaml',
      reason: 'CD02-recall-2: "Tất cả các đáp án trên" means other options; shuffled in practice: reword it',
    },
  ];
  expect(await importFiles(files)).toMatchObject({ ok: true, outcome: 'imported', remarks });
  expect(await importFiles(files)).toMatchObject({ ok: true, outcome: 'unchanged', remarks });
});
