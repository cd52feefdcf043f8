import type { DataDictionary } from '@chuyen-de/contracts';
import { durationSeconds } from './duration.ts';

type Json = Record<string, unknown>;
type Value = string | number | boolean | undefined;

/** A statement on its way out, as every column sees it. */
interface ColumnSource {
  position: string;
  statement: Json;
}

type Column = DataDictionary['columns'][number] & { cellOf: (source: ColumnSource) => Value };

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const at = (root: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), root);

const scalar = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;

/** A text of a language map: in Vietnamese, else in English, else in whichever language there is. */
function wordsIn(map: unknown): Value {
  if (!isObject(map)) return undefined;
  return scalar(map['vi'] ?? map['vi-VN'] ?? map['en'] ?? map['en-US'] ?? Object.values(map)[0]);
}

/** Addresses among context activities, several parted by spaces, which no address has. */
const related =
  (kind: 'parent' | 'grouping' | 'other') =>
  ({ statement }: ColumnSource): Value => {
    const list = at(statement, 'context', 'contextActivities', kind);
    const ids = (Array.isArray(list) ? list : [list]).map((activity) => at(activity, 'id'));
    return ids.filter((id) => typeof id === 'string').join(' ') || undefined;
  };

/** Who acted, in one word: the pseudonym, or what identifies the person where the export may say so. */
function learnerOf({ statement }: ColumnSource): Value {
  const { account, mbox, openid, mbox_sha1sum } = (statement['actor'] ?? {}) as Json;
  return scalar(at(account, 'name') ?? mbox ?? openid ?? mbox_sha1sum);
}

const read =
  (...path: string[]) =>
  ({ statement }: ColumnSource): Value =>
    scalar(at(statement, ...path));

const column = (
  name: string,
  type: string,
  [vi, en]: readonly [string, string],
  cellOf: Column['cellOf'],
): Column => ({ name, type, meaning: { vi, en }, cellOf });

const named =
  (...path: string[]) =>
  ({ statement }: ColumnSource): Value =>
    wordsIn(at(statement, ...path));

const definition = (member: string) => ['object', 'definition', member] as const;

/** The columns of the CSV export, in their order. New ones are only ever added at the end. */
export const COLUMNS: readonly Column[] = [
  column('id', 'uuid', ['Mã của bản ghi', 'Identifier of the statement'], read('id')),
  column('timestamp', 'ISO 8601', ['Lúc sự việc xảy ra', 'When it happened'], read('timestamp')),
  column('stored', 'ISO 8601', ['Lúc kho nhận bản ghi', 'When the record store took it'], read('stored')),
  column(
    'learner',
    'text',
    [
      'Ai làm: mã thay tên, như nhau cho cùng một người; chỉ khóa truy cập được phép mới thấy danh tính',
      'Who did it: a pseudonym, the same for the same person; identified only with a key that may',
    ],
    learnerOf,
  ),
  column('verb', 'IRI', ['Việc đã làm', 'What was done'], read('verb', 'id')),
  column('verb_name', 'text', ['Việc đã làm, bằng lời', 'What was done, in words'], named('verb', 'display')),
  column('activity', 'IRI', ['Đối tượng của việc', 'What it was done to'], read('object', 'id')),
  column(
    'activity_name',
    'text',
    ['Tên đối tượng, với câu hỏi là câu dẫn', 'Name of the activity; of a question, its stem'],
    named(...definition('name')),
  ),
  column('activity_type', 'IRI', ['Loại đối tượng', 'Type of the activity'], read(...definition('type'))),
  column(
    'parents',
    'IRIs',
    [
      'Thuộc về: lượt làm bài, bài kiểm tra; cách nhau bằng dấu cách',
      'Part of: attempt, exam; parted by spaces',
    ],
    related('parent'),
  ),
  column(
    'groupings',
    'IRIs',
    ['Trong: liên kết, khóa học (lớp)', 'Within: link, course (class)'],
    related('grouping'),
  ),
  column('topics', 'IRIs', ['Chuyên đề của câu hỏi', 'Topic of a question'], related('other')),
  column(
    'registration',
    'uuid',
    ['Lượt: các bản ghi của một lượt có cùng mã', 'Attempt: the same for all statements of one'],
    read('context', 'registration'),
  ),
  column('platform', 'text', ['LMS', 'LMS'], read('context', 'platform')),
  column('language', 'tag', ['Ngôn ngữ', 'Language'], read('context', 'language')),
  column('success', 'true/false', ['Đúng, hoặc đạt', 'Right, or passed'], read('result', 'success')),
  column('completion', 'true/false', ['Đã xong', 'Completed'], read('result', 'completion')),
  column(
    'score_scaled',
    'number −1…1',
    ['Điểm chia cho thang: 0,85 là 8,5 trên 10', 'Score over its scale: 0.85 is 8.5 of 10'],
    read('result', 'score', 'scaled'),
  ),
  column('score_raw', 'number', ['Điểm thô', 'Points'], read('result', 'score', 'raw')),
  column('score_max', 'number', ['Số điểm tối đa', 'Points at the most'], read('result', 'score', 'max')),
  column('duration_seconds', 'number', ['Thời gian, giây', 'Duration in seconds'], ({ statement }) =>
    durationSeconds(at(statement, 'result', 'duration')),
  ),
  column(
    'response',
    'text',
    ['Phương án đã chọn, nhiều thì cách nhau bằng [,]', 'Options chosen, several parted by [,]'],
    read('result', 'response'),
  ),
  column('correct_response', 'text', ['Đáp án', 'The key'], ({ statement }) =>
    scalar(at(statement, ...definition('correctResponsesPattern'), 0)),
  ),
  column(
    'position',
    'text',
    ['Chỗ trong thứ tự lưu: để tải tiếp (after)', 'Place in the order of storing: to resume from (after)'],
    ({ position }) => position,
  ),
];
