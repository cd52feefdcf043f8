import type { NameLearners } from '@chuyen-de/xapi';
import type { Classes } from '../classes/index.ts';
import type { RecordedPlatform } from './scene.ts';

interface Deps {
  classes: Pick<Classes, 'namesOf'>;
  findPlatform: (platformId: string) => Promise<RecordedPlatform | undefined>;
}

/**
 * Says who people are whom statements name by their account on an LMS, to a reader who is bound to that LMS and may
 * see them: statements carry no names, so that none has to be taken back from record stores elsewhere.
 */
export const makeNameLearners =
  ({ classes, findPlatform }: Deps): NameLearners =>
  async (accounts, { platforms = [] }) => {
    const [platformId, ...others] = platforms;
    const nobody = accounts.map(() => undefined);
    if (platformId === undefined || others.length > 0) return nobody;
    const platform = await findPlatform(platformId);
    if (!platform) return nobody;
    const isOurs = ({ homePage }: (typeof accounts)[number]): boolean => homePage === platform.issuer;
    const names = await classes.namesOf(platformId, new Set(accounts.filter(isOurs).map(({ name }) => name)));
    return accounts.map((account) => (isOurs(account) ? names.get(account.name) : undefined));
  };
