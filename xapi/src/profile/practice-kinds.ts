import type { ProfileTerms } from './terms.ts';
import { extension, included, oneOf, REGISTRATION, SCORE, type Kind } from './template-kind.ts';

/** What is told of practice. */
export const practiceKinds = (terms: ProfileTerms): Kind[] => [
  {
    name: 'question-practised',
    label: ['Luyện tập một câu hỏi', 'Question practised'],
    definition: [
      'Học viên trả lời một câu hỏi để luyện tập và biết ngay kết quả; không tính vào điểm.',
      'A learner answered a question to practise, and was told at once; it counts in no grade.',
    ],
    verb: 'practised',
    object: 'interaction',
    parent: ['practice'],
    rules: [
      ...REGISTRATION,
      ...SCORE,
      ...included('$.result.success', '$.result.response', '$.object.definition.correctResponsesPattern'),
      ...included(extension('$.object.definition', terms.extensions.level)),
      oneOf(extension('$.context', terms.extensions.practice), true),
    ],
  },
];
