import type { ExamFile, Level, ProgrammeFile, SourcesFile, TopicFile } from '@chuyen-de/contracts';
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

/** What the checks have to know of a question, and where its file says it. */
interface QuestionOutline {
  code: string;
  level: Level;
  /** A person marks it: no draw brings it. */
  undrawn: boolean;
  /** The text of an option that means others by letter or place, and has to stay where it stands. */
  meansOthers?: string;
  /** Absent: it cites none. */
  source?: string;
  codeLine: number;
  sourceLine: number;
}

/** A file of questions that was well-formed: its texts are read again when they are wanted, and not kept. */
export interface QuestionsOutline {
  file: string;
  fingerprint: string;
  questions: QuestionOutline[];
}

/** A topic's folder, each file well-formed by itself. */
export interface TopicFolder {
  folder: string;
  topic: LocatedFile<z.output<typeof TopicFile>>;
  questions: QuestionsOutline;
  lectures: Lectures;
}

/** A programme's folder, each file well-formed by itself. */
export interface ProgrammeFolder {
  programme: LocatedFile<z.output<typeof ProgrammeFile>>;
  sources: LocatedFile<Source[]>;
  exams: LocatedFile<ExamFile[]>;
  topics: TopicFolder[];
  /** Of all that its files say. */
  fingerprint: string;
}
