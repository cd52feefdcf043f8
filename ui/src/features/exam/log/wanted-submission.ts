import { makeHeldInTab } from '../../../lib/held-in-tab.ts';

/** The attempt whose submission waits for the network: a reload must not lose the learner's word. */
export const wantedSubmission = makeHeldInTab('chuyen-de.submitting');
