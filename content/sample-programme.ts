import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ExamsFile,
  ProgrammeFile,
  QuestionsFile,
  SourcesFile,
  TopicFile,
  type QuestionFile,
} from '@chuyen-de/contracts';
import { parse } from 'yaml';

const FOLDER = join(__dirname, 'boi-duong-ly-luan-chinh-tri');
export const read = (...path: string[]): string => readFileSync(join(FOLDER, ...path), 'utf8');

export const programme = ProgrammeFile.parse(parse(read('programme.yaml')));
export const sources = SourcesFile.parse(parse(read('sources.yaml')));
export const exams = ExamsFile.parse(parse(read('exams.yaml')));
export const topics = programme.topics.map((folder) => ({
  folder,
  topic: TopicFile.parse(parse(read('topics', folder, 'topic.yaml'))),
  lecture: read('topics', folder, 'lecture.vi.md'),
  questions: QuestionsFile.parse(parse(read('topics', folder, 'questions.yaml'))),
}));

type ChoiceQuestion = Extract<QuestionFile, { options: unknown }>;

/** All of its questions choose among options. */
export const questions = topics.flatMap((topic) => topic.questions as ChoiceQuestion[]);
