import { readFileSync } from 'node:fs';
import path from 'node:path';
import { useBankFiles } from './bank-files.ts';
import { newBank } from './made-banks.ts';
import { useMaking } from './made-exams.ts';
import { topicOf } from './made-topics.ts';
import { para, wordFile, wordParts, packed } from './word-file.ts';

const { making, lecturer } = useMaking();
const { readLecture } = useBankFiles({ making });

const LECTURE = readFileSync(path.join(__dirname, 'word-files/bai-giang.docx'));

describe('the Word file of a lecture', () => {
  it('is read and told of, and changes nothing that is stored', async () => {
    const bank = await newBank(lecturer);
    const topic = await topicOf(lecturer, bank);
    const { status, body } = await readLecture(topic, LECTURE);
    expect(status).toBe(200);
    expect(body.lecture).toMatch(/^## I\. Quyền lực nhà nước\n/u);
    expect(body.remarks[0]).toEqual({
      code: 'cells_parted',
      kind: 'doubt',
      at: { table: 1, cell: 'A1' },
      values: {},
    });
    expect(await topicOf(lecturer, bank)).toEqual(topic);
  });

  it.each<[string, Buffer, number, object]>([
    ['a text', Buffer.from('Kính gửi'), 422, { code: 'file_not_read', fault: 'not_a_word_file' }],
    [
      'one that was cut off',
      LECTURE.subarray(0, LECTURE.length / 2),
      422,
      { code: 'file_not_read', fault: 'damaged' },
    ],
    [
      'one with macros',
      packed({ ...wordParts(para('Chữ.')), 'word/vbaProject.bin': 'x' }),
      422,
      { code: 'file_not_read', fault: 'macro_file' },
    ],
    ['one without text', wordFile(para('')), 422, { code: 'file_not_read', fault: 'no_text' }],
    ['more than a file may have', Buffer.alloc(20_000_001), 413, { code: 'too_large' }],
  ])('is refused by a code: %s', async (_what, file, status, problem) => {
    const topic = await topicOf(lecturer, await newBank(lecturer));
    expect(await readLecture(topic, file)).toMatchObject({ status, body: problem });
  });
});
