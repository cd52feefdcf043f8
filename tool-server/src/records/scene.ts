import type { ActorNaming, XapiActivity, XapiAgent, XapiContext } from '@chuyen-de/xapi';
import { ACTIVITY_TYPES, makeActor, profileCategory, profileTerms } from '@chuyen-de/xapi';
import { withoutEndSlashes } from '../kernel/text.rules.ts';

/** An LMS as records know it. */
export interface RecordedPlatform {
  issuer: string;
  name: string;
  /** Product family as the LMS calls itself. */
  family?: string | undefined;
}

/** Who did something, and where: what all statements of an event have in common. */
export interface Scene {
  platform: RecordedPlatform;
  person: { sub: string; email?: string | undefined };
  context?: { id: string; contextId: string; title?: string | undefined } | undefined;
  link?: { id: string; linkId: string; title?: string | undefined } | undefined;
  /** Done for trying, by somebody who teaches or by a test student: it counts nowhere. */
  trial?: boolean | undefined;
}

/** What an event adds to the context that its scene decides. */
interface Around {
  parent: XapiActivity[];
  registration?: string;
  other?: XapiActivity[];
  extensions?: Record<string, unknown> | undefined;
}

export interface Setting {
  actor: XapiAgent;
  /** The course, if the scene has one. */
  course: XapiActivity[];
  contextOf: (around: Around) => XapiContext;
}

interface Options {
  publicUrl: string;
  naming: ActorNaming;
  /** Key of pseudonyms. */
  key: string;
}

/** Moodle's own address of a thing, so that our statements join with what Moodle records; else one of ours. */
const moodleOr =
  ({ issuer, family }: RecordedPlatform, publicUrl: string) =>
  (moodlePath: string, ownPath: string): string =>
    family?.toLowerCase() === 'moodle'
      ? `${withoutEndSlashes(issuer)}/${moodlePath}`
      : `${publicUrl}/${ownPath}`;

const activity = (id: string, type: string, name: string | undefined, language: string): XapiActivity => ({
  objectType: 'Activity',
  id,
  definition: { type, ...(name !== undefined && name !== '' && { name: { [language]: name } }) },
});

/**
 * Turns a scene into actor and context: link and course as grouping, the LMS and our profile as category.
 * @see Moodle `mod/lti/view.php`, `course/view.php`; xAPI 1.0.3 Data §2.4.6.2
 */
export function makeSetting({ publicUrl, naming, key }: Options) {
  const terms = profileTerms(publicUrl);
  const profile = profileCategory(terms);

  return ({ platform, person, context, link, trial }: Scene, language: string): Setting => {
    const idOf = moodleOr(platform, publicUrl);
    const placed = (moodlePath: string, ownPath: string, type: string, title: string | undefined) =>
      activity(idOf(moodlePath, ownPath), type, title, language);
    const course = context && [
      placed(
        `course/view.php?id=${encodeURIComponent(context.contextId)}`,
        `contexts/${context.id}`,
        ACTIVITY_TYPES.course,
        context.title,
      ),
    ];
    const placement = link && [
      placed(
        `mod/lti/view.php?l=${encodeURIComponent(link.linkId)}`,
        `links/${link.id}`,
        ACTIVITY_TYPES.link,
        link.title,
      ),
    ];
    const who = { issuer: platform.issuer, subject: person.sub, email: person.email };
    const grouping = [...(placement ?? []), ...(course ?? [])];
    const category = [activity(platform.issuer, ACTIVITY_TYPES.lms, platform.name, language), profile];
    return {
      actor: makeActor(who, { naming, key, homePage: publicUrl }),
      course: course ?? [],
      contextOf: ({ parent, registration, other, extensions }) => ({
        ...(registration !== undefined && { registration }),
        platform: platform.name,
        language,
        contextActivities: {
          ...(parent.length > 0 && { parent }),
          ...(grouping.length > 0 && { grouping }),
          category,
          ...(other && { other }),
        },
        ...((trial || extensions) && {
          extensions: { ...(trial && { [terms.extensions.trial]: true }), ...extensions },
        }),
      }),
    };
  };
}
