import { statementTemplates, type StatementTemplate } from './templates.ts';
import { profileTerms, type ProfileTerms } from './terms.ts';

/** A term of our own. @see xAPI Profiles 1.0, Part Two §7.0 "Concepts" */
interface ExtensionConcept {
  id: string;
  type: 'ContextExtension' | 'ActivityExtension';
  inScheme: string;
  prefLabel: Record<string, string>;
  definition: Record<string, string>;
  /** A JSON Schema, as text. */
  inlineSchema: string;
}

/** @see xAPI Profiles 1.0, Part Two §6.0 */
export interface XapiProfile {
  '@context': string;
  id: string;
  type: 'Profile';
  conformsTo: string;
  prefLabel: Record<string, string>;
  definition: Record<string, string>;
  versions: { id: string; generatedAtTime: string }[];
  author: { type: 'Organization'; name: string; url: string };
  concepts: ExtensionConcept[];
  templates: StatementTemplate[];
}

/** When this version was settled: a change of meaning makes another version. */
const GENERATED_AT = '2026-11-28T00:00:00Z';

const concept = (
  type: ExtensionConcept['type'],
  [vi, en]: [string, string],
  [meantVi, meantEn]: [string, string],
  schema: object,
) => ({
  type,
  prefLabel: { vi, en },
  definition: { vi: meantVi, en: meantEn },
  inlineSchema: JSON.stringify(schema),
});

const CONCEPTS = {
  level: concept(
    'ActivityExtension',
    ['Mức độ nhận thức', 'Cognitive level'],
    ['Mức độ nhận thức của câu hỏi.', 'The cognitive level that a question asks for.'],
    { type: 'string' },
  ),
  endedBy: concept(
    'ContextExtension',
    ['Lý do kết thúc', 'Ended by'],
    [
      'Lượt làm bài kết thúc do học viên nộp hay do hết giờ.',
      'Who ended an attempt: its learner, or its time.',
    ],
    { enum: ['learner', 'time'] },
  ),
  attemptNumber: concept(
    'ContextExtension',
    ['Lượt thứ', 'Attempt number'],
    [
      'Lượt làm bài thứ mấy của học viên với bài kiểm tra này, qua liên kết này.',
      'Which attempt of its learner at this exam, through this link.',
    ],
    { type: 'integer', minimum: 1 },
  ),
  trial: concept(
    'ContextExtension',
    ['Làm thử', 'For trying'],
    [
      'Do người giảng dạy hoặc học viên thử của LMS làm để xem thử; không được tính ở đâu cả.',
      'Done for trying, by somebody who teaches the course or by a test student of the LMS: it counts nowhere.',
    ],
    { const: true },
  ),
  practice: concept(
    'ContextExtension',
    ['Luyện tập', 'For practice'],
    [
      'Trả lời để luyện tập, không tính vào điểm và không thuộc bài kiểm tra nào.',
      'Answered to practise: it counts in no grade and belongs to no exam.',
    ],
    { const: true },
  ),
  late: concept(
    'ContextExtension',
    ['Đến muộn', 'Arrived late'],
    [
      'Câu trả lời được ghi trong giờ làm bài nhưng đến máy chủ sau đó do mất mạng.',
      'An answer logged in time that reached the server after the end, out of an outage.',
    ],
    { const: true },
  ),
  certainty: concept(
    'ContextExtension',
    ['Mức chắc chắn', 'Certainty'],
    [
      'Học viên tự nói chắc chắn đến mức nào về câu trả lời: 1 ít, 2 khá, 3 rất; điểm của câu tính theo đó. Không nói thì tính như 1.',
      'How certain the learner said to be of an answer, which weighs its points: 1 not very, 2 fairly, 3 very. Not said, it counts as 1.',
    ],
    { enum: [1, 2, 3] },
  ),
  tries: concept(
    'ContextExtension',
    ['Số lần thử', 'Tries'],
    [
      'Câu trả lời được thử mấy lần, khi bài kiểm tra cho thử lại sau khi biết đúng hay sai; mỗi lần thêm bớt một phần điểm của câu.',
      'In how many tries the answer was given, where the exam tells whether it is right and lets it be tried again; each further try costs a share of the points.',
    ],
    { type: 'integer', minimum: 1 },
  ),
  hints: concept(
    'ContextExtension',
    ['Số gợi ý', 'Hints'],
    [
      'Số gợi ý học viên đã được xem sau các lần thử chưa đúng.',
      'How many hints the learner was told after tries that were not right.',
    ],
    { type: 'integer', minimum: 0 },
  ),
  corrected: concept(
    'ContextExtension',
    ['Đính chính lúc', 'Corrected at'],
    [
      'Thời điểm đáp án được đính chính và kết quả này được kể lại, thay cho bản ghi đã hủy.',
      'When a correction of a question changed this result, which is told in place of what was voided.',
    ],
    { type: 'string', format: 'date-time' },
  ),
} satisfies Record<keyof ProfileTerms['extensions'], Omit<ExtensionConcept, 'id' | 'inScheme'>>;

const conceptsOf = ({ extensions, version }: ProfileTerms): ExtensionConcept[] =>
  Object.entries(CONCEPTS).map(([name, described]) => ({
    id: extensions[name as keyof typeof CONCEPTS],
    inScheme: version,
    ...described,
  }));

/** The published profile of an installation: what its statements mean and what may be relied on in them. */
export function makeProfile(publicUrl: string): XapiProfile {
  const terms = profileTerms(publicUrl);
  return {
    '@context': 'https://w3id.org/xapi/profiles/context',
    id: terms.profile,
    type: 'Profile',
    conformsTo: 'https://w3id.org/xapi/profiles#1.0',
    prefLabel: { vi: 'Chuyên Đề', en: 'Chuyên Đề' },
    definition: {
      vi: 'Hồ sơ xAPI của việc đọc chuyên đề, luyện tập và làm bài kiểm tra trong Chuyên Đề.',
      en: 'What Chuyên Đề tells of topics read, questions practised and exams taken.',
    },
    versions: [{ id: terms.version, generatedAtTime: GENERATED_AT }],
    author: { type: 'Organization', name: 'Chuyên Đề', url: publicUrl },
    concepts: conceptsOf(terms),
    templates: statementTemplates(terms),
  };
}
