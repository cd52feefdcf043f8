import { MASTERY_SCORE } from '../statements/vocabulary.ts';
import type { ProfileTerms } from './terms.ts';
import {
  excluded,
  extension,
  included,
  oneOf,
  REGISTRATION,
  SCORE,
  type Kind,
  type TemplateRule,
} from './template-kind.ts';

const endedBy = ({ extensions }: ProfileTerms): string => extension('$.context', extensions.endedBy);

/** Statements of an attempt say which of its learner's it is. */
const inAttempt = ({ extensions }: ProfileTerms): TemplateRule[] => [
  ...REGISTRATION,
  ...included(extension('$.context', extensions.attemptNumber)),
];

const ended = (terms: ProfileTerms): TemplateRule[] => [
  ...inAttempt(terms),
  ...included('$.result.duration'),
  oneOf(endedBy(terms), 'learner', 'time'),
];

const judged = (terms: ProfileTerms): TemplateRule[] => [
  ...ended(terms),
  ...SCORE,
  ...included(extension('$.context', MASTERY_SCORE)),
];

const attemptStarted = (terms: ProfileTerms): Kind => ({
  name: 'attempt-started',
  label: ['Bắt đầu làm bài', 'Attempt started'],
  definition: ['Học viên bắt đầu một lượt làm bài.', 'A learner began an attempt at an exam.'],
  verb: 'started',
  object: 'attempt',
  parent: ['assessment'],
  rules: [...inAttempt(terms), ...excluded('$.result')],
});

const questionAnswered = (terms: ProfileTerms): Kind => ({
  name: 'question-answered',
  label: ['Trả lời câu hỏi', 'Question answered'],
  definition: [
    'Câu trả lời của một câu hỏi khi lượt làm bài kết thúc, với số điểm đạt được trên số điểm của câu.',
    'The answer to a question when its attempt ended, with the points that it earned of those of the question.',
  ],
  verb: 'answered',
  object: 'interaction',
  parent: ['attempt', 'assessment'],
  rules: [
    ...inAttempt(terms),
    oneOf(endedBy(terms), 'learner', 'time'),
    ...SCORE,
    ...included('$.result.success', '$.result.response', '$.object.definition.interactionType'),
    // What a person marks has none.
    { location: '$.object.definition.correctResponsesPattern', presence: 'recommended' },
    ...included(extension('$.object.definition', terms.extensions.level)),
  ],
});

const answerScored = (terms: ProfileTerms): Kind => ({
  name: 'answer-scored',
  label: ['Chấm câu trả lời', 'Answer scored'],
  definition: [
    'Một người đã chấm câu trả lời; lần chấm sau hủy và thay lần trước.',
    'A person marked an answer; a later marking voids and replaces the one before.',
  ],
  verb: 'scored',
  object: 'interaction',
  parent: ['attempt', 'assessment'],
  rules: [
    ...inAttempt(terms),
    ...SCORE,
    ...included('$.object.definition.interactionType'),
    { location: '$.context.instructor', presence: 'recommended' },
  ],
});

const attemptKinds = (terms: ProfileTerms): Kind[] => [
  {
    name: 'attempt-submitted',
    label: ['Nộp bài', 'Attempt handed in'],
    definition: ['Học viên tự nộp bài.', 'A learner handed an attempt in.'],
    verb: 'submitted',
    object: 'attempt',
    parent: ['assessment'],
    rules: [...ended(terms), oneOf('$.result.completion', true), oneOf(endedBy(terms), 'learner')],
  },
  {
    name: 'attempt-completed',
    label: ['Kết thúc lượt làm bài', 'Attempt completed'],
    definition: [
      'Lượt làm bài kết thúc và được chấm, khi không còn câu trả lời nào có thể đến muộn.',
      'An attempt ended and was scored, once no answer could come in late any more.',
    ],
    verb: 'completed',
    object: 'attempt',
    parent: ['assessment'],
    rules: [...ended(terms), ...SCORE, ...included('$.result.success'), oneOf('$.result.completion', true)],
  },
];

const judgementKinds = (terms: ProfileTerms): Kind[] => [
  {
    name: 'exam-passed',
    label: ['Đạt', 'Exam passed'],
    definition: ['Điểm đạt mức yêu cầu.', 'The score of an attempt reached the pass mark.'],
    verb: 'passed',
    object: 'assessment',
    rules: [...judged(terms), oneOf('$.result.success', true)],
  },
  {
    name: 'exam-failed',
    label: ['Không đạt', 'Exam failed'],
    definition: ['Điểm dưới mức yêu cầu.', 'The score of an attempt stayed below the pass mark.'],
    verb: 'failed',
    object: 'assessment',
    rules: [...judged(terms), oneOf('$.result.success', false)],
  },
];

/** What is told of exams. */
export const examKinds = (terms: ProfileTerms): Kind[] => [
  attemptStarted(terms),
  questionAnswered(terms),
  answerScored(terms),
  ...attemptKinds(terms),
  ...judgementKinds(terms),
];
