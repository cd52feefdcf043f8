import { ACTIVITY_TYPES } from '../statements/vocabulary.ts';
import type { XapiActivity } from '../statements/statement.ts';

/**
 * The terms of our own, under the address of an installation: what the published profile declares and
 * statements use. Everything else is taken from vocabularies that others use as well.
 */
export const profileTerms = (publicUrl: string) => {
  const profile = `${publicUrl}/profile`;
  return {
    profile,
    /** The version of the profile that statements say they follow. */
    version: `${profile}/v1`,
    templates: `${profile}/templates/`,
    extensions: {
      /** Cognitive level of a question. */
      level: `${profile}/extensions/level`,
      /** Who ended an attempt: its learner or its time. */
      endedBy: `${profile}/extensions/ended-by`,
      /** Which attempt of its learner at the exam, through this link. */
      attemptNumber: `${profile}/extensions/attempt-number`,
      /** Whether an answer reached the server only after the end, out of an outage. */
      late: `${profile}/extensions/late`,
      /** How certain a learner said to be of an answer. */
      certainty: `${profile}/extensions/certainty`,
      /** How many tries an answer took, where it could be tried several times; and how many hints were told. */
      tries: `${profile}/extensions/tries`,
      hints: `${profile}/extensions/hints`,
      /** When a correction of questions last changed what is told. */
      corrected: `${profile}/extensions/corrected`,
      /** Whether it was done for trying, by somebody who teaches or by a test student. */
      trial: `${profile}/extensions/trial`,
      /** Whether a question was answered to practise. */
      practice: `${profile}/extensions/practice`,
    },
  };
};

/** Whether an extension is the one by which an installation, this one or another, marks a trial. */
export const marksTrial = (extension: string): boolean => extension.endsWith('/profile/extensions/trial');

export type ProfileTerms = ReturnType<typeof profileTerms>;

/** By this category a statement says that it follows the profile. @see xAPI Profiles 1.0, Part One §7 */
export const profileCategory = ({ version }: ProfileTerms): XapiActivity => ({
  objectType: 'Activity',
  id: version,
  definition: { type: ACTIVITY_TYPES.profile },
});
