import { ACTIVITY_TYPES } from '../../statements/vocabulary.ts';
import { at, column, extension, relatedTo, scalar, wordsIn, type CellOf, type Column } from './column.ts';

/** The activity of a type that a statement is about or that its context names, the nearest first. */
const placeOf =
  (types: readonly string[], ofActivity: (activity: unknown) => ReturnType<CellOf>): CellOf =>
  ({ statement }) => {
    const near = [
      statement['object'],
      ...relatedTo(statement, 'parent'),
      ...relatedTo(statement, 'other'),
      ...relatedTo(statement, 'grouping'),
    ];
    return ofActivity(
      near.find((activity) => types.some((type) => at(activity, 'definition', 'type') === type)),
    );
  };

const idOf = (...types: string[]): CellOf => placeOf(types, (activity) => scalar(at(activity, 'id')));
const nameOf = (...types: string[]): CellOf =>
  placeOf(types, (activity) => wordsIn(at(activity, 'definition', 'name')));

const { course, assessment, lesson } = ACTIVITY_TYPES;
/** As other providers call a course. @see ADL vocabulary, activity type "course" */
const ADL_COURSE = 'http://adlnet.gov/expapi/activities/course';

/** Where it happened, in which attempt, and how that went: each in a column of its own, to group by. */
export const PLACE_COLUMNS: readonly Column[] = [
  column(
    'course',
    'IRI',
    ['Khóa học (địa chỉ)', 'Course (address)'],
    ['Khóa học (lớp) trong LMS', 'Course (class) in the LMS'],
    idOf(course, ADL_COURSE),
  ),
  column(
    'course_name',
    'text',
    ['Khóa học', 'Course'],
    ['Tên khóa học (lớp)', 'Name of the course (class)'],
    nameOf(course, ADL_COURSE),
  ),
  column(
    'exam',
    'IRI',
    ['Bài kiểm tra (địa chỉ)', 'Exam (address)'],
    ['Bài kiểm tra của câu trả lời hoặc của lượt làm bài', 'Exam of an answer or an attempt'],
    idOf(assessment),
  ),
  column(
    'exam_name',
    'text',
    ['Bài kiểm tra', 'Exam'],
    ['Tên bài kiểm tra', 'Name of the exam'],
    nameOf(assessment),
  ),
  column(
    'topic',
    'IRI',
    ['Chuyên đề (địa chỉ)', 'Topic (address)'],
    ['Chuyên đề đã đọc, hoặc chuyên đề của câu hỏi', 'Topic that was read, or that a question belongs to'],
    idOf(lesson),
  ),
  column(
    'topic_name',
    'text',
    ['Chuyên đề', 'Topic'],
    ['Tên chuyên đề', 'Name of the topic'],
    nameOf(lesson),
  ),
  column(
    'level',
    'text',
    ['Mức độ nhận thức', 'Cognitive level'],
    [
      'Của câu hỏi: recall (nhận biết), understanding (thông hiểu), application (vận dụng), higher-application (vận dụng cao)',
      'Of a question: recall, understanding, application, higher-application',
    ],
    extension('level', 'object', 'definition'),
  ),
  column(
    'attempt_number',
    'number',
    ['Lượt thứ', 'Attempt number'],
    [
      'Lượt làm bài thứ mấy của học viên với bài kiểm tra này, qua liên kết này; bản ghi trước ngày 28/11/2026 để trống',
      'Which attempt of the learner at this exam, through this link; empty in statements before 28 November 2026',
    ],
    extension('attemptNumber', 'context'),
  ),
  column(
    'late',
    'true/false',
    ['Đến muộn', 'Arrived late'],
    [
      'true: câu trả lời trong giờ nhưng đến máy chủ sau khi hết giờ, do mất mạng; nếu không thì để trống',
      'true: an answer given in time that reached the server after the end, out of an outage; else empty',
    ],
    extension('late', 'context'),
  ),
  column(
    'ended_by',
    'text',
    ['Lý do kết thúc', 'Ended by'],
    [
      'Lượt làm bài kết thúc do học viên nộp (learner) hay do hết giờ (time); ở câu trả lời: từ ngày 28/11/2026',
      'Who ended the attempt: learner or time; in answers since 28 November 2026',
    ],
    extension('endedBy', 'context'),
  ),
  column(
    'certainty',
    'number',
    ['Mức chắc chắn', 'Certainty'],
    [
      'Học viên chắc chắn đến mức nào về câu trả lời: 1 ít, 2 khá, 3 rất; để trống: không nói, hoặc bài không hỏi',
      'How certain the learner was of the answer: 1 not very, 2 fairly, 3 very; empty: not said, or not asked by the exam',
    ],
    extension('certainty', 'context'),
  ),
  column(
    'tries',
    'number',
    ['Số lần thử', 'Tries'],
    [
      'Câu trả lời được thử mấy lần, khi bài cho thử lại; để trống: bài không cho thử lại',
      'In how many tries the answer was given, where the exam lets it be tried again; empty: it does not',
    ],
    extension('tries', 'context'),
  ),
  column(
    'hints',
    'number',
    ['Số gợi ý', 'Hints'],
    [
      'Số gợi ý đã xem trước câu trả lời; để trống: bài không cho thử lại',
      'How many hints were told before the answer; empty: the exam lets it be tried once alone',
    ],
    extension('hints', 'context'),
  ),
];
