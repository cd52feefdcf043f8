import type { Scope } from '@chuyen-de/contracts';
import type { Administration } from './open-administration.ts';
import { CommandError } from './command-error.ts';

/** How a command names to whom something belongs, or how far a role reaches. */
export const SCOPE_WORDS = 'installation, platform:ID or course:ID; see "platforms" and "courses"';

/**
 * Reads a scope and makes sure that its LMS or its course is there.
 * @throws CommandError
 */
export async function readScope(
  text: string,
  { openPlatforms, openCourses }: Pick<Administration, 'openPlatforms' | 'openCourses'>,
): Promise<Scope> {
  if (text === 'installation') return { kind: 'installation' };
  const [kind, id = ''] = text.split(/:(.*)/s);
  if (kind === 'platform') {
    const platforms = await (await openPlatforms()).listPlatforms();
    if (!platforms.some((platform) => platform.id === id))
      throw new CommandError(`no LMS has the id ${id}; see "platforms"`);
    return { kind, platformId: id };
  }
  if (kind === 'course') {
    const course = await (await openCourses()).get(id);
    if (!course) throw new CommandError(`no course has the id ${id}; see "courses"`);
    return { kind, platformId: course.platformId, contextId: course.id };
  }
  throw new CommandError(`"${text}" is none of ${SCOPE_WORDS}`);
}
