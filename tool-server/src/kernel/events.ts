/**
 * What use cases say has happened, once it is stored. Nothing depends on who listens, and no event names anybody:
 * its members are of small closed sets, fit for labels of metrics.
 */
type ToolEvent =
  | { kind: 'launch-accepted'; message: 'resource-link' | 'deep-linking' | 'submission-review' }
  /** `reason`: a code of the closed table in lti/refusals.ts. */
  | { kind: 'launch-refused'; reason: string }
  | { kind: 'attempt-started' }
  | { kind: 'attempt-ended'; by: 'learner' | 'time' }
  /** Answers that are on disk and acknowledged; a repeated one counts again. */
  | { kind: 'answers-saved'; count: number };

export type Emit = (event: ToolEvent) => void;
