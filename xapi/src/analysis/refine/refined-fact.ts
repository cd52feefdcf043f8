import type { ReadBefore } from '@chuyen-de/contracts';
import type { Fact } from '../facts/fact.ts';

/** A fact, and what other statements or the store's definitions say of it. */
export interface RefinedFact extends Fact {
  /** Cognitive level of the question. */
  level?: string | undefined;
  /** Whether it is of its learner's first attempt, where that is told of each rather than left out. */
  isFirst?: boolean | undefined;
  readBefore?: ReadBefore | undefined;
}
