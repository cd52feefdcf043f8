import type { Authenticate } from '@chuyen-de/xapi';
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

/**
 * What somebody who came from an LMS may ask of the record store: analyses of that LMS; lecturers of the course
 * from which they came, and no more, nor an institution's organisers where the LMS may have several institutions.
 * Whoever is bound to a course sees its people, as on the class page; whoever sees the whole LMS sees protected
 * figures of it.
 */
export const makeSessionAccess =
  ({ sessions, courseActivities, isShared, homePage }: Deps): Authenticate =>
  async ({ header }) => {
    const token = bearerOf(header('Authorization'));
    const checked = token === undefined ? undefined : await sessions.check(token);
    if (!checked?.ok) return undefined;
    const { session } = checked;
    const { roles, platformId } = session;
    const seesAll =
      roles.includes('administrator') || (roles.includes('organiser') && !(await isShared(platformId)));
    const seesCourse = seesAll || roles.includes('organiser') || roles.includes('lecturer');
    const courses = seesCourse && !seesAll ? await courseActivities(session) : [];
    return {
      key: `person:${session.personId}`,
      scopes: seesCourse ? ['analysis/read'] : [],
      authority: { objectType: 'Agent', account: { homePage, name: `person:${session.personId}` } },
      platforms: [platformId],
      ...(!seesAll && { courses }),
      identified: seesCourse && !seesAll,
    };
  };
