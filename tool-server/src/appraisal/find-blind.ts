import type { AppraisalStore } from './appraisal-store.ts';
import { isBlind } from './appraisal.rules.ts';

/**
 * Of some questions those that a member has to answer before they may see the key, with the appraisal that waits: what
 * was said of the same question before would tell it, too.
 */
export async function findBlind(
  { appraisals }: { appraisals: Pick<AppraisalStore, 'openAmong'> },
  questions: readonly string[],
  member: string,
): Promise<Map<string, string>> {
  const open = await appraisals.openAmong(questions);
  return new Map(open.filter((each) => isBlind(each, member)).map(({ question, _id }) => [question, _id]));
}
