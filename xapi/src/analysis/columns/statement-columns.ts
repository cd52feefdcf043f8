import { durationSeconds } from '../duration.ts';
import { at, column, named, read, relatedTo, scalar, type CellOf, type Column } from './column.ts';
import { PLACE_COLUMNS } from './place-columns.ts';

/** Addresses among context activities, several parted by spaces, which no address has. */
const related =
  (kind: 'parent' | 'grouping' | 'other'): CellOf =>
  ({ statement }) => {
    const ids = relatedTo(statement, kind).map((activity) => at(activity, 'id'));
    return ids.filter((id) => typeof id === 'string').join(' ') || undefined;
  };

/** Who acted, in one word: the pseudonym, or what identifies the person where the export may say so. */
const learnerOf: CellOf = ({ statement }) => {
  const { account, mbox, openid, mbox_sha1sum } = (statement['actor'] ?? {}) as Record<string, unknown>;
  return scalar(at(account, 'name') ?? mbox ?? openid ?? mbox_sha1sum);
};

const definition = (member: string) => ['object', 'definition', member] as const;

/** The columns of exports, in their order. New ones are only ever added at the end. */
export const COLUMNS: readonly Column[] = [
  column(
    'id',
    'uuid',
    ['Mã bản ghi', 'Statement id'],
    ['Mã của bản ghi', 'Identifier of the statement'],
    read('id'),
  ),
  column(
    'timestamp',
    'ISO 8601',
    ['Thời điểm', 'Time'],
    ['Lúc sự việc xảy ra', 'When it happened'],
    read('timestamp'),
  ),
  column(
    'stored',
    'ISO 8601',
    ['Lúc lưu', 'Stored at'],
    ['Lúc kho nhận bản ghi', 'When the record store took it'],
    read('stored'),
  ),
  column(
    'learner',
    'text',
    ['Học viên', 'Learner'],
    [
      'Ai làm: mã thay tên, như nhau cho cùng một người; chỉ khóa truy cập được phép mới thấy danh tính',
      'Who did it: a pseudonym, the same for the same person; identified only with a key that may',
    ],
    learnerOf,
  ),
  column(
    'verb',
    'IRI',
    ['Hành động (địa chỉ)', 'Action (address)'],
    ['Việc đã làm', 'What was done'],
    read('verb', 'id'),
  ),
  column(
    'verb_name',
    'text',
    ['Hành động', 'Action'],
    ['Việc đã làm, bằng lời', 'What was done, in words'],
    named('verb', 'display'),
  ),
  column(
    'activity',
    'IRI',
    ['Đối tượng (địa chỉ)', 'Object (address)'],
    ['Đối tượng của việc', 'What it was done to'],
    read('object', 'id'),
  ),
  column(
    'activity_name',
    'text',
    ['Đối tượng', 'Object'],
    ['Tên đối tượng, với câu hỏi là câu dẫn', 'Name of the activity; of a question, its stem'],
    named(...definition('name')),
  ),
  column(
    'activity_type',
    'IRI',
    ['Loại đối tượng', 'Type of object'],
    ['Loại đối tượng', 'Type of the activity'],
    read(...definition('type')),
  ),
  column(
    'parents',
    'IRIs',
    ['Thuộc về', 'Part of'],
    [
      'Thuộc về: lượt làm bài, bài kiểm tra; cách nhau bằng dấu cách',
      'Part of: attempt, exam; parted by spaces',
    ],
    related('parent'),
  ),
  column(
    'groupings',
    'IRIs',
    ['Nằm trong', 'Within'],
    ['Trong: liên kết, khóa học (lớp)', 'Within: link, course (class)'],
    related('grouping'),
  ),
  column(
    'topics',
    'IRIs',
    ['Chuyên đề của câu hỏi', 'Topics of the question'],
    ['Chuyên đề của câu hỏi', 'Topic of a question'],
    related('other'),
  ),
  column(
    'registration',
    'uuid',
    ['Mã lượt', 'Attempt id'],
    ['Lượt: các bản ghi của một lượt có cùng mã', 'Attempt: the same for all statements of one'],
    read('context', 'registration'),
  ),
  column('platform', 'text', ['LMS', 'LMS'], ['LMS', 'LMS'], read('context', 'platform')),
  column('language', 'tag', ['Ngôn ngữ', 'Language'], ['Ngôn ngữ', 'Language'], read('context', 'language')),
  column(
    'success',
    'true/false',
    ['Đúng hoặc đạt', 'Right or passed'],
    ['Đúng, hoặc đạt', 'Right, or passed'],
    read('result', 'success'),
  ),
  column(
    'completion',
    'true/false',
    ['Đã xong', 'Completed'],
    ['Đã xong', 'Completed'],
    read('result', 'completion'),
  ),
  column(
    'score_scaled',
    'number −1…1',
    ['Điểm chia cho thang', 'Score over its scale'],
    ['Điểm chia cho thang: 0,85 là 8,5 trên 10', 'Score over its scale: 0.85 is 8.5 of 10'],
    read('result', 'score', 'scaled'),
  ),
  column(
    'score_raw',
    'number',
    ['Điểm thô', 'Points'],
    ['Điểm thô', 'Points'],
    read('result', 'score', 'raw'),
  ),
  column(
    'score_max',
    'number',
    ['Điểm tối đa', 'Points at the most'],
    ['Số điểm tối đa', 'Points at the most'],
    read('result', 'score', 'max'),
  ),
  column(
    'duration_seconds',
    'number',
    ['Thời gian (giây)', 'Seconds'],
    ['Thời gian, giây', 'Duration in seconds'],
    ({ statement }) => durationSeconds(at(statement, 'result', 'duration')),
  ),
  column(
    'response',
    'text',
    ['Phương án đã chọn', 'Options chosen'],
    ['Phương án đã chọn, nhiều thì cách nhau bằng [,]', 'Options chosen, several parted by [,]'],
    read('result', 'response'),
  ),
  column('correct_response', 'text', ['Đáp án', 'The key'], ['Đáp án', 'The key'], ({ statement }) =>
    scalar(at(statement, ...definition('correctResponsesPattern'), 0)),
  ),
  column(
    'position',
    'text',
    ['Vị trí lưu', 'Position'],
    ['Chỗ trong thứ tự lưu: để tải tiếp (after)', 'Place in the order of storing: to resume from (after)'],
    ({ position }) => position,
  ),
  ...PLACE_COLUMNS,
];
