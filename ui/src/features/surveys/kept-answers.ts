import type { SurveyAnswer } from '@chuyen-de/contracts';
import { makeHeldOnDevice } from '../../lib/held-in-tab.ts';

/** What somebody has answered and not sent yet, on their device: it goes as soon as it is sent. */
export function openKeptAnswers(survey: string, personId: string, count: number) {
  const held = makeHeldOnDevice(`chuyen-de.survey.${survey}.${personId}`);
  const none = (): SurveyAnswer[] => Array.from({ length: count }, () => null);
  return {
    get: (): SurveyAnswer[] => {
      try {
        const kept: unknown = JSON.parse(held.get() ?? 'null');
        return Array.isArray(kept) && kept.length === count ? (kept as SurveyAnswer[]) : none();
      } catch {
        return none();
      }
    },
    set: (answers: readonly SurveyAnswer[] | undefined) => held.set(answers && JSON.stringify(answers)),
  };
}
