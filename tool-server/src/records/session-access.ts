import type { Authenticate } from '@chuyen-de/xapi';
import { recordsReach } from '../policies/index.ts';
import { bearerOf, type SessionData, type Sessions } from '../sessions/index.ts';

interface Deps {
  sessions: Pick<Sessions, 'check'>;
  /** The activities that group statements of a session's course alone. */
  courseActivities: (session: SessionData) => Promise<string[]>;
  /** Whether several institutions may be on a platform. */
  isShared: (platformId: string) => Promise<boolean>;
  /** Home of the accounts of people. */
  homePage: string;
}

/** What somebody who came from an LMS may ask of the record store: analyses, as far as its policy reaches. */
export const makeSessionAccess =
  ({ sessions, courseActivities, isShared, homePage }: Deps): Authenticate =>
  async ({ header }) => {
    const token = bearerOf(header('Authorization'));
    const checked = token === undefined ? undefined : await sessions.check(token);
    if (!checked?.ok) return undefined;
    const { session } = checked;
    const { platformId } = session;
    const reach = recordsReach(session, await isShared(platformId));
    const isOfCourse = reach === undefined || reach.kind === 'course';
    const courses = reach?.kind === 'course' ? await courseActivities(session) : [];
    return {
      key: `person:${session.personId}`,
      scopes: reach ? ['analysis/read'] : [],
      authority: { objectType: 'Agent', account: { homePage, name: `person:${session.personId}` } },
      ...(reach?.kind !== 'installation' && { platforms: [platformId] }),
      ...(isOfCourse && { courses }),
      identified: reach?.identified ?? false,
    };
  };
