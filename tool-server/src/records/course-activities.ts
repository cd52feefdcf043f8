import type { Classes, Context } from '../classes/index.ts';
import { courseAddresses, linkAddresses, type RecordedPlatform } from './scene.ts';

interface Deps {
  classes: Pick<Classes, 'findContext' | 'linksOf' | 'hasNamesake'>;
  findPlatform: (platformId: string) => Promise<RecordedPlatform | undefined>;
  publicUrl: string;
}

interface Place {
  platformId: string;
  contextId?: string | undefined;
}

/**
 * Finds the activities of which each groups statements of the course of a session and of no other: none where there is
 * no course, or its LMS is no more. Where another deployment has a course of the same id, what was told before it came
 * names both courses alike: of that the links of the course tell which is meant.
 */
export function makeCourseActivities({ classes, findPlatform, publicUrl }: Deps) {
  async function linksOf(platform: RecordedPlatform, context: Context): Promise<string[]> {
    const ofEach = (await classes.linksOf(context)).map(async (link) => {
      const placed = { id: link._id.toHexString(), linkId: link.linkId };
      return linkAddresses(
        platform,
        { ...placed, hasNamesake: await classes.hasNamesake.link(link) },
        publicUrl,
      );
    });
    return (await Promise.all(ofEach)).flat();
  }

  return async ({ platformId, contextId }: Place): Promise<string[]> => {
    if (contextId === undefined) return [];
    const [platform, context] = await Promise.all([findPlatform(platformId), classes.findContext(contextId)]);
    if (!platform || !context) return [];
    const hasNamesake = await classes.hasNamesake.context(context);
    const course = { id: contextId, contextId: context.contextId, hasNamesake };
    return [
      ...courseAddresses(platform, course, publicUrl),
      ...(hasNamesake ? await linksOf(platform, context) : []),
    ];
  };
}
