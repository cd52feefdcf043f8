import { PROGRESS } from '../statements/vocabulary.ts';
import { excluded, extension, included, oneOf, REGISTRATION, type Kind } from './template-kind.ts';

/** What is told of topics. */
export const READING_KINDS: Kind[] = [
  {
    name: 'topic-launched',
    label: ['Mở chuyên đề', 'Topic opened'],
    definition: ['Học viên mở một chuyên đề từ LMS.', 'A learner opened a topic from the LMS.'],
    verb: 'launched',
    object: 'lesson',
    rules: excluded('$.result'),
  },
  {
    name: 'exam-launched',
    label: ['Mở bài kiểm tra', 'Exam opened'],
    definition: ['Học viên mở một bài kiểm tra từ LMS.', 'A learner opened an exam from the LMS.'],
    verb: 'launched',
    object: 'assessment',
    rules: excluded('$.result'),
  },
  {
    name: 'practice-launched',
    label: ['Mở luyện tập', 'Practice opened'],
    definition: ['Học viên mở phần luyện tập từ LMS.', 'A learner opened practice from the LMS.'],
    verb: 'launched',
    object: 'practice',
    rules: excluded('$.result'),
  },
  {
    name: 'class-launched',
    label: ['Mở trang lớp', 'Class home opened'],
    definition: ['Học viên mở trang lớp từ LMS.', 'A learner opened the home of a class from the LMS.'],
    verb: 'launched',
    object: 'programme',
    rules: excluded('$.result'),
  },
  {
    name: 'section-viewed',
    label: ['Đọc một mục', 'Section read'],
    definition: ['Học viên đã đọc một mục của chuyên đề.', 'A learner read a section of a topic.'],
    verb: 'viewed',
    object: 'document',
    parent: ['lesson'],
    rules: REGISTRATION,
  },
  {
    name: 'topic-progressed',
    label: ['Tiến độ chuyên đề', 'Progress through a topic'],
    definition: [
      'Phần trăm số mục đã đọc.',
      'How much of a topic has been read, in per cent of its sections.',
    ],
    verb: 'progressed',
    object: 'lesson',
    rules: [
      ...REGISTRATION,
      ...included(extension('$.result', PROGRESS)),
      ...excluded('$.result.completion'),
    ],
  },
  {
    name: 'topic-completed',
    label: ['Hoàn thành chuyên đề', 'Topic completed'],
    definition: ['Học viên đã đọc mọi mục của chuyên đề.', 'A learner has read every section of a topic.'],
    verb: 'completed',
    object: 'lesson',
    rules: [...REGISTRATION, ...included('$.result.duration'), oneOf('$.result.completion', true)],
  },
];
