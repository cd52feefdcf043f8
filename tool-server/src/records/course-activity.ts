import type { Classes } from '../classes/index.ts';
import { makeFindScene } from './find-scene.ts';
import { makeSetting, type RecordedPlatform } from './scene.ts';

interface Deps {
  classes: Pick<Classes, 'findPerson' | 'findContext' | 'findLink'>;
  findPlatform: (platformId: string) => Promise<RecordedPlatform | undefined>;
  publicUrl: string;
}

interface Place {
  personId: string;
  platformId: string;
  contextId?: string | undefined;
}

/**
 * Finds the activity by which statements name the course of a session; undefined where there is no course, or its
 * LMS or person are no more.
 */
export function makeCourseActivity({ publicUrl, ...deps }: Deps) {
  const findScene = makeFindScene(deps);
  const settingOf = makeSetting({ publicUrl, naming: 'account', key: '' });
  return async ({ personId, platformId, contextId }: Place): Promise<string | undefined> => {
    if (contextId === undefined) return undefined;
    const [platform, person] = await Promise.all([
      deps.findPlatform(platformId),
      deps.classes.findPerson(personId),
    ]);
    if (!platform || !person) return undefined;
    return settingOf(await findScene({ personId, platformId, contextId }), 'vi').course[0]?.id;
  };
}
