export { makeExamMaking } from './make-exam-making.ts';
