import type { ActorNaming, XapiActivity, XapiAgent, XapiContext } from '@chuyen-de/xapi';
import { ACTIVITY_TYPES, makeActor } from '@chuyen-de/xapi';

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
}

export interface Setting {
  actor: XapiAgent;
  /** The course, if the scene has one. */
  course: XapiActivity[];
  /** The part of a statement's context that the scene decides. */
  context: Required<Pick<XapiContext, 'platform' | 'language'>> & {
    grouping: XapiActivity[];
    category: XapiActivity[];
  };
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
      ? `${issuer.replace(/\/+$/, '')}/${moodlePath}`
      : `${publicUrl}/${ownPath}`;

const activity = (id: string, type: string, name: string | undefined, language: string): XapiActivity => ({
  objectType: 'Activity',
  id,
  definition: { type, ...(name !== undefined && name !== '' && { name: { [language]: name } }) },
});

/**
 * Turns a scene into actor and context: link and course as grouping, the LMS as category.
 * @see Moodle `mod/lti/view.php`, `course/view.php`; xAPI 1.0.3 Data §2.4.6.2
 */
export const makeSetting =
  ({ publicUrl, naming, key }: Options) =>
  ({ platform, person, context, link }: Scene, language: string): Setting => {
    const idOf = moodleOr(platform, publicUrl);
    const course = context
      ? [
          activity(
            idOf(`course/view.php?id=${encodeURIComponent(context.contextId)}`, `contexts/${context.id}`),
            ACTIVITY_TYPES.course,
            context.title,
            language,
          ),
        ]
      : [];
    const placement = link
      ? [
          activity(
            idOf(`mod/lti/view.php?l=${encodeURIComponent(link.linkId)}`, `links/${link.id}`),
            ACTIVITY_TYPES.link,
            link.title,
            language,
          ),
        ]
      : [];
    return {
      actor: makeActor(
        { issuer: platform.issuer, subject: person.sub, email: person.email },
        { naming, key, homePage: publicUrl },
      ),
      course,
      context: {
        platform: platform.name,
        language,
        grouping: [...placement, ...course],
        category: [activity(platform.issuer, ACTIVITY_TYPES.lms, platform.name, language)],
      },
    };
  };
