import { z } from 'zod';
import { ExamStart } from './exams.ts';
import { SessionGrant, type ItemKind } from './session.ts';
import { TopicPage } from './topics.ts';

/** What the page of a launch carries in itself, so that nothing has to be asked for before it is shown. */
export const Arrival = z.strictObject({
  grant: SessionGrant,
  /** What the link opens, where a page about it comes first. */
  exam: ExamStart.optional(),
  topic: TopicPage.optional(),
});
export type Arrival = z.infer<typeof Arrival>;

/** The part of a launch's page that people see before any script runs. */
export interface ServedPage {
  /** The document's title, where the page has one of its own. */
  title: string | undefined;
  /** Markup of the page; every text in it is escaped. */
  html: string;
  /** Which of the built pages it is. */
  page: ItemKind | 'gradebook' | 'picker' | 'none';
}
