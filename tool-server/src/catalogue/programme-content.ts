import type { ExamFile, ProgrammeFile, QuestionFile, SourcesFile, TopicFile } from '@chuyen-de/contracts';
import type { z } from 'zod';
import type { Section } from './lecture.ts';
import type { LocatedFile } from './yaml-file.ts';

export type Source = z.output<typeof SourcesFile>[number];

/** A lecture in one language. */
export interface Lecture {
  markdown: string;
  sections: Section[];
}

export interface Lectures {
  vi: Lecture;
  en?: Lecture;
}

/** A topic's folder, each file well-formed by itself. */
export interface TopicFolder {
  folder: string;
  topic: LocatedFile<z.output<typeof TopicFile>>;
  questions: LocatedFile<QuestionFile[]>;
  lectures: Lectures;
}

/** A programme's folder, each file well-formed by itself. */
export interface ProgrammeFolder {
  programme: LocatedFile<z.output<typeof ProgrammeFile>>;
  sources: LocatedFile<Source[]>;
  exams: LocatedFile<ExamFile[]>;
  topics: TopicFolder[];
}
