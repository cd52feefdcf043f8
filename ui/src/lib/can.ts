import type { Session, SessionCan } from '@chuyen-de/contracts';

const NOTHING: SessionCan = {
  tryOut: false,
  seeClass: false,
  seeQuestions: false,
  makeDossiers: false,
  makeExams: false,
  writeQuestions: false,
  appraise: false,
  readRecords: false,
  manageKeys: false,
  managePeople: false,
  grantRoles: false,
};

/** What the server says that somebody may do; a session that an earlier release held in this tab says nothing of it. */
export const canOf = (session: Session | undefined): SessionCan =>
  (session as Partial<Session> | undefined)?.can ?? NOTHING;
