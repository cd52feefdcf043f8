import type { DataDictionary } from '@chuyen-de/contracts';
import { ACTIVITY_TYPES, VERBS } from '../statements/vocabulary.ts';
import { COLUMNS } from './columns/statement-columns.ts';

type Words = { vi: string; en: string };

const words = (vi: string, en: string): Words => ({ vi, en });

const VERB_MEANINGS: Record<keyof typeof VERBS, Words> = {
  launched: words('Học viên mở một chuyên đề hoặc bài kiểm tra.', 'A learner opened a topic or an exam.'),
  viewed: words('Đọc một mục của bài giảng.', 'Read a section of a lecture.'),
  progressed: words(
    'Đọc thêm một phần của chuyên đề; result.extensions cho biết đã đọc bao nhiêu phần trăm.',
    'Read further in a topic; result.extensions says how many per cent are read.',
  ),
  started: words('Bắt đầu một lượt làm bài.', 'An attempt began.'),
  answered: words(
    'Trả lời một câu hỏi; được ghi khi lượt làm bài kết thúc, với giờ trả lời. Câu bỏ trống không có bản ghi.',
    'Answered a question; told when the attempt ends, with the time of the answer. A blank has no statement.',
  ),
  practised: words(
    'Trả lời một câu hỏi để luyện tập; không tính điểm và không nằm trong số liệu của bài kiểm tra.',
    'Answered a question to practise; in no grade and in no figure of exams.',
  ),
  scored: words(
    'Một người đã chấm câu trả lời của học viên; context.instructor cho biết ai chấm. Chấm lại thì bản ghi trước bị hủy.',
    'A person marked an answer of the learner; context.instructor says who. Marked again, the one before is voided.',
  ),
  submitted: words('Tự nộp bài; hết giờ thì không có.', 'Handed in; not where time was up.'),
  completed: words(
    'Đọc hết một chuyên đề, hoặc lượt làm bài kết thúc, kèm điểm.',
    'Read a topic to its end, or an attempt ended, with its score.',
  ),
  passed: words('Kết quả của lượt: đạt.', 'What the attempt came to: passed.'),
  failed: words('Kết quả của lượt: không đạt.', 'What the attempt came to: failed.'),
};

const TYPE_NAMES: Record<keyof typeof ACTIVITY_TYPES, Words> = {
  lesson: words('chuyên đề', 'topic'),
  programme: words('trang lớp của một chương trình', 'home of a class that studies a programme'),
  document: words('mục của bài giảng', 'section of a lecture'),
  assessment: words('bài kiểm tra', 'exam'),
  practice: words('luyện tập', 'practice'),
  attempt: words('lượt làm bài', 'attempt'),
  interaction: words('câu hỏi', 'question'),
  course: words('khóa học (lớp)', 'course (class)'),
  link: words('liên kết trong khóa học', 'link in the course'),
  lms: words('hệ thống quản lý học tập', 'LMS'),
  profile: words('hồ sơ xAPI', 'xAPI profile'),
};

const FILTERS: DataDictionary['filters'] = [
  {
    name: 'verb',
    type: 'IRI',
    meaning: words(
      'Việc đã làm; nhiều thì cách nhau bằng dấu cách.',
      'What was done; several parted by spaces.',
    ),
  },
  { name: 'activity', type: 'IRI', meaning: words('Đối tượng của việc.', 'What it was done to.') },
  {
    name: 'about',
    type: 'IRI',
    meaning: words(
      'Đối tượng, hoặc phần của nó: bài kiểm tra cùng các lượt và câu trả lời, chuyên đề cùng các câu hỏi.',
      'An activity, or what is part of it: an exam with its attempts and answers, a topic with its questions.',
    ),
  },
  { name: 'type', type: 'IRI', meaning: words('Loại đối tượng.', 'Type of the activity.') },
  {
    name: 'parent',
    type: 'IRI',
    meaning: words('Thuộc về, ví dụ bài kiểm tra của câu hỏi.', 'Part of, e.g. the exam of a question.'),
  },
  {
    name: 'grouping',
    type: 'IRI',
    meaning: words('Trong, ví dụ khóa học (lớp).', 'Within, e.g. the course (class).'),
  },
  { name: 'registration', type: 'uuid', meaning: words('Một lượt làm bài.', 'One attempt.') },
  {
    name: 'learner',
    type: 'text',
    meaning: words(
      'Một học viên, theo mã lấy từ trang bản ghi.',
      'One learner, by the handle that the explorer gives.',
    ),
  },
  {
    name: 'pseudonym',
    type: 'text',
    meaning: words(
      'Một học viên, theo mã thay tên (cột learner của tệp); không dùng được với khóa chỉ xem số liệu tổng hợp.',
      'One learner, by the pseudonym (column learner of files); not with a key that reads figures alone.',
    ),
  },
  {
    name: 'agent',
    type: 'JSON',
    meaning: words(
      'Một người, theo danh tính; chỉ với khóa được phép.',
      'One person, by identity; only with a key that may.',
    ),
  },
  {
    name: 'success',
    type: 'true/false',
    meaning: words('Đúng hoàn toàn, hoặc đạt.', 'Fully right, or passed.'),
  },
  {
    name: 'trial',
    type: 'true/false',
    meaning: words(
      'true: chỉ những lượt làm thử của người dạy hoặc học viên thử của LMS; nếu không chọn, những lượt này được bỏ qua.',
      'true: only what those who teach, or test students of the LMS, did for trying; otherwise that is left out.',
    ),
  },
  { name: 'since', type: 'ISO 8601', meaning: words('Xảy ra từ lúc này.', 'Happened from this time on.') },
  { name: 'until', type: 'ISO 8601', meaning: words('Xảy ra trước lúc này.', 'Happened before this time.') },
  {
    name: 'attempts',
    type: 'all/first',
    meaning: words(
      'Chỉ với aggregate và discrimination: mọi lượt, hoặc chỉ lượt đầu tiên của mỗi học viên ở mỗi bài kiểm tra. Các lượt làm lại không độc lập với lượt đầu.',
      'Of aggregate and discrimination: all attempts, or each learner’s first at each exam alone. Retakes are not independent of it.',
    ),
  },
  {
    name: 'readBefore',
    type: 'all/some/none',
    meaning: words(
      'Chỉ với aggregate: chỉ lượt đầu tiên của những học viên đã đọc hết tất cả, một phần hoặc chưa chuyên đề nào trước khi bắt đầu lượt đó.',
      'Of aggregate: first attempts of learners who had read all, some or none of the topics to the end before that attempt began.',
    ),
  },
];

const DIMENSIONS: DataDictionary['dimensions'] = [
  { name: 'verb', meaning: words('Việc đã làm.', 'What was done.') },
  { name: 'activity', meaning: words('Đối tượng của việc.', 'What it was done to.') },
  { name: 'type', meaning: words('Loại đối tượng.', 'Type of the activity.') },
  {
    name: 'parent',
    meaning: words('Thuộc về; tính cho từng mục.', 'Part of; counts for each.'),
  },
  {
    name: 'grouping',
    meaning: words(
      'Trong liên kết, khóa học; tính cho từng mục.',
      'Within link and course; counts for each.',
    ),
  },
  { name: 'registration', meaning: words('Lượt làm bài.', 'Attempt.') },
  { name: 'platform', meaning: words('LMS.', 'LMS.') },
  {
    name: 'topic',
    meaning: words(
      'Chuyên đề: của câu hỏi, của mục bài giảng, hoặc chính chuyên đề đó.',
      'Topic: of a question, of a section, or a topic itself.',
    ),
  },
  { name: 'level', meaning: words('Mức độ nhận thức của câu hỏi.', 'Cognitive level of a question.') },
  {
    name: 'readBefore',
    meaning: words(
      'Trước lượt đầu tiên, học viên đã đọc hết tất cả (all), một phần (some) hay chưa (none) chuyên đề nào: với câu trả lời là chuyên đề của câu hỏi, còn lại là mọi chuyên đề mà bài hỏi tới. Chỉ tính lượt đầu tiên.',
      'How many topics the learner had read to the end before the first attempt: all, some or none. Of an answer its question’s topic, else all that the exam asks of. First attempts alone.',
    ),
  },
  { name: 'success', meaning: words('Đúng hay sai, đạt hay không.', 'Right or wrong, passed or failed.') },
  { name: 'response', meaning: words('Phương án đã chọn.', 'Options chosen.') },
  {
    name: 'learner',
    meaning: words(
      'Học viên; chỉ với khóa được thấy danh tính.',
      'Who acted; only with a key that may see who people are.',
    ),
  },
  { name: 'hour', meaning: words('Giờ, theo múi giờ đã cho.', 'Hour, in the time zone given.') },
  { name: 'day', meaning: words('Ngày.', 'Day.') },
  { name: 'week', meaning: words('Tuần, theo ngày thứ Hai.', 'Week, by its Monday.') },
  { name: 'month', meaning: words('Tháng.', 'Month.') },
];

const MEASURES: DataDictionary['measures'] = [
  { name: 'count', meaning: words('Số bản ghi.', 'Number of statements.') },
  { name: 'learners', meaning: words('Số người khác nhau.', 'Number of different people.') },
  {
    name: 'scaled',
    meaning: words(
      'Điểm chia cho thang: số lượng, trung bình, thấp nhất, tứ phân vị (q1, median, q3), cao nhất. Với câu hỏi, trung bình là độ khó: số càng thấp, câu càng khó.',
      'Score over its scale: number, mean, lowest, quartiles (q1, median, q3), highest. Of a question, the mean is its facility.',
    ),
  },
  { name: 'raw', meaning: words('Điểm thô, tương tự.', 'Points, likewise.') },
  {
    name: 'discrimination',
    meaning: words(
      'Độ phân biệt (địa chỉ riêng /ext/discrimination): tương quan giữa điểm của câu hỏi và tổng điểm các câu còn lại của lượt, từ −1 đến 1, tính trong từng bài kiểm tra. Dưới 0,2 nên xem lại câu hỏi. upperLower: điểm trung bình của câu hỏi ở 27% lượt có phần còn lại cao nhất trừ đi ở 27% thấp nhất; không có trong số liệu được bảo vệ.',
      'Discrimination (an address of its own, /ext/discrimination): correlation of a question’s score with the sum of the other scores of its attempt, −1 to 1, within each exam. Below 0.2 the question needs checking. upperLower: its mean score in the 27% of attempts whose rest is highest, less that in the lowest 27%; not in protected figures.',
    ),
  },
  { name: 'duration', meaning: words('Thời gian tính bằng giây, tương tự.', 'Seconds taken, likewise.') },
];

const ABSENT: DataDictionary['absent'] = [
  {
    name: words('Đơn vị', 'Unit'),
    meaning: words(
      'LMS không gửi đơn vị của học viên trong lần mở, nên bản ghi không có; vui lòng lọc theo khóa học (lớp).',
      'LMSs do not send a learner’s unit with a launch, so no statement has it; filter by course (class).',
    ),
  },
  {
    name: words('Họ và tên', 'Names'),
    meaning: words('Không bản ghi nào có tên người.', 'No statement carries a person’s name.'),
  },
];

/** What every field, filter, dimension and measure means: the one source of the page and of its JSON. */
export const dataDictionary = (): DataDictionary => ({
  columns: COLUMNS.map(({ name, type, label, meaning }) => ({ name, type, label, meaning })),
  filters: FILTERS,
  dimensions: DIMENSIONS,
  measures: MEASURES,
  verbs: Object.entries(VERBS).map(([name, { id, display }]) => ({
    id,
    name: words(display['vi'] ?? name, display['en'] ?? name),
    meaning: VERB_MEANINGS[name as keyof typeof VERBS],
  })),
  types: Object.entries(ACTIVITY_TYPES).map(([name, id]) => ({
    id,
    name: TYPE_NAMES[name as keyof typeof ACTIVITY_TYPES],
  })),
  absent: ABSENT,
});
