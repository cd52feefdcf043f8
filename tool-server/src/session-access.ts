import type { Authenticate } from '@chuyen-de/xapi';
import { bearerOf, type SessionData, type Sessions } from './sessions/index.ts';

interface Deps {
  sessions: Pick<Sessions, 'check'>;
  /** The activity that stands for a course in statements. */
  courseActivity: (session: SessionData) => Promise<string | undefined>;
  /** Home of the accounts of people. */
  homePage: string;
}

/**
 * What somebody who came from an LMS may ask of the record store: analyses of that LMS; lecturers of the course
 * from which they came, and no more. They name nobody.
 */
export const makeSessionAccess =
  ({ sessions, courseActivity, homePage }: Deps): Authenticate =>
  async ({ header }) => {
    const token = bearerOf(header('Authorization'));
    const checked = token === undefined ? undefined : await sessions.check(token);
    if (!checked?.ok) return undefined;
    const { session } = checked;
    const seesAll = session.roles.some((role) => role === 'organiser' || role === 'administrator');
    const seesCourse = seesAll || session.roles.includes('lecturer');
    const course = seesCourse && !seesAll ? await courseActivity(session) : undefined;
    return {
      key: `person:${session.personId}`,
      scopes: seesCourse ? ['analysis/read'] : [],
      authority: { objectType: 'Agent', account: { homePage, name: `person:${session.personId}` } },
      platforms: [session.platformId],
      ...(!seesAll && { courses: course === undefined ? [] : [course] }),
      identified: false,
    };
  };
