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

/** A course or a link: our id, and the LMS's own. */
type Placed<Id extends string> = Record<'id' | Id, string> & {
  title?: string | undefined;
  /** Whether another deployment of the LMS has one of the same id: then the LMS's id does not say which is meant. */
  hasNamesake?: boolean | undefined;
};

/** Who did something, and where: what all statements of an event have in common. */
export interface Scene {
  platform: RecordedPlatform;
  person: { sub: string; email?: string | undefined };
  context?: Placed<'contextId'> | undefined;
  link?: Placed<'linkId'> | undefined;
  /** Done for trying, by somebody who teaches or by a test student: it counts nowhere. */
  trial?: boolean | undefined;
}

/** What an event adds to the context that its scene decides. */
interface Around {
  parent: XapiActivity[];
  registration?: string;
  /** Who teaches, and did what is told. */
  instructor?: XapiAgent | undefined;
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
  /** The base of the tool's own addresses. */
  publicUrl: string;
  naming: ActorNaming;
  /** Key of pseudonyms. */
  key: string;
}

/** Moodle's own address of a thing, by which our statements join with what Moodle records; undefined on other LMSs. */
const moodleAddress = ({ issuer, family }: RecordedPlatform, path: string): string | undefined =>
  family?.toLowerCase() === 'moodle' ? `${withoutEndSlashes(issuer)}/${path}` : undefined;

/**
 * The addresses by which statements have named a thing and no other one, the one in use first. An address of Moodle's
 * lacks the deployment: where two deployments have a thing of one id, each is named by the tool's address for it.
 */
const addressesOf = (moodle: string | undefined, own: string, hasNamesake: boolean | undefined): string[] =>
  moodle === undefined || hasNamesake ? [own] : [moodle, own];

/** @see Moodle `course/view.php` */
export const courseAddresses = (
  platform: RecordedPlatform,
  { id, contextId, hasNamesake }: NonNullable<Scene['context']>,
  publicUrl: string,
): string[] =>
  addressesOf(
    moodleAddress(platform, `course/view.php?id=${encodeURIComponent(contextId)}`),
    `${publicUrl}/contexts/${id}`,
    hasNamesake,
  );

/** @see Moodle `mod/lti/view.php` */
export const linkAddresses = (
  platform: RecordedPlatform,
  { id, linkId, hasNamesake }: NonNullable<Scene['link']>,
  publicUrl: string,
): string[] =>
  addressesOf(
    moodleAddress(platform, `mod/lti/view.php?l=${encodeURIComponent(linkId)}`),
    `${publicUrl}/links/${id}`,
    hasNamesake,
  );

const activity = (id: string, type: string, name: string | undefined, language: string): XapiActivity => ({
  objectType: 'Activity',
  id,
  definition: { type, ...(name !== undefined && name !== '' && { name: { [language]: name } }) },
});

/**
 * Turns a scene into actor and context: link and course as grouping, the LMS and our profile as category.
 * @see xAPI 1.0.3 Data §2.4.6.2
 */
export function makeSetting({ publicUrl, naming, key }: Options) {
  const terms = profileTerms(publicUrl);
  const profile = profileCategory(terms);

  return ({ platform, person, context, link, trial }: Scene, language: string): Setting => {
    const placed = ([id]: string[], type: string, title: string | undefined): XapiActivity[] =>
      id === undefined ? [] : [activity(id, type, title, language)];
    const course =
      context && placed(courseAddresses(platform, context, publicUrl), ACTIVITY_TYPES.course, context.title);
    const placement =
      link && placed(linkAddresses(platform, link, publicUrl), ACTIVITY_TYPES.link, link.title);
    const who = { issuer: platform.issuer, subject: person.sub, email: person.email };
    const grouping = [...(placement ?? []), ...(course ?? [])];
    const category = [activity(platform.issuer, ACTIVITY_TYPES.lms, platform.name, language), profile];
    return {
      actor: makeActor(who, { naming, key, homePage: publicUrl }),
      course: course ?? [],
      contextOf: ({ parent, registration, instructor, other, extensions }) => ({
        ...(registration !== undefined && { registration }),
        ...(instructor && { instructor }),
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
