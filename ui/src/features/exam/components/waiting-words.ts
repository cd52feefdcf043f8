import { survivesReload } from '../../../lib/service-worker.ts';

/** What to do without network: not to reload only where the page would not come back. */
export const waitingWords = () =>
  survivesReload() ? 'takeExam.waiting.reloadable' : 'takeExam.waiting.long';
