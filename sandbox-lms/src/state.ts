import type { JSONWebKeySet, JWK } from 'jose';

/** How a person is presented at the entrance; what they may do in a course follows from their enrolment. */
export type PersonKind = 'learner' | 'lecturer' | 'organiser' | 'administrator';

/** `assistant` is Moodle's non-editing teacher: Instructor at launch, Learner in the roster. */
export type CourseRole = 'learner' | 'lecturer' | 'assistant' | 'organiser';

export interface Person {
  id: string;
  kind: PersonKind;
  username: string;
  /** Họ và tên đệm, as Vietnamese Moodle sites keep it. */
  familyName: string;
  givenName: string;
  email: string;
  /** Moodle's "ID number": the key to the unit roster; may be empty. */
  idNumber: string;
}

export interface Course {
  id: string;
  shortName: string;
  fullName: string;
  members: { personId: string; role: CourseRole }[];
}

export interface Tool {
  /** Also the deployment id: one client per deployment, as in Moodle. */
  id: string;
  clientId: string;
  clientName: string;
  description: string;
  state: 'pending' | 'active';
  loginUrl: string;
  redirectUris: string[];
  targetLinkUrl: string;
  deepLinkUrl: string;
  jwksUrl: string;
  /** Keys given by hand in place of an address. */
  jwks?: JSONWebKeySet | undefined;
  custom: Record<string, string>;
  scopes: string[];
  sharesNames: boolean;
  sharesEmail: boolean;
}

/** A placed activity; its id is the resource link's. */
export interface Link {
  id: string;
  courseId: string;
  toolId: string;
  title: string;
  text: string;
  url: string;
  custom: Record<string, string>;
  /** Set by whoever places items by program, to find them again after a restart. */
  key?: string | undefined;
}

export interface LineItem {
  id: string;
  courseId: string;
  toolId: string;
  linkId: string | null;
  label: string;
  scoreMaximum: number;
  resourceId: string;
  tag: string;
  /** Columns that came with a link cannot be deleted by the service. */
  origin: 'link' | 'service';
}

export interface Score {
  lineItemId: string;
  personId: string;
  /** On the column's own scale; null after a post that carries no final score. */
  score: number | null;
  timestamp: string;
  comment: string;
  activityProgress: string;
  gradingProgress: string;
  /** A lecturer's own grade, which wins over what the tool sends. */
  override?: number | undefined;
}

/** One POST to the scores service, whatever became of it; status 0 is a connection that was cut. */
export interface ScorePost {
  at: string;
  courseId: string;
  lineItemId: string;
  personId: string | null;
  status: number;
  accepted: boolean;
  reason: string;
  body: unknown;
}

export interface Notice {
  at: string;
  courseId: string;
  kind: 'message' | 'error' | 'item_lost' | 'item_ignored';
  text: string;
}

export interface State {
  version: 1;
  nextId: number;
  keys: JWK[];
  people: Person[];
  courses: Course[];
  tools: Tool[];
  links: Link[];
  lineItems: LineItem[];
  scores: Score[];
  posts: ScorePost[];
  notices: Notice[];
}

export const emptyState = (): State => ({
  version: 1,
  nextId: 1,
  keys: [],
  people: [],
  courses: [],
  tools: [],
  links: [],
  lineItems: [],
  scores: [],
  posts: [],
  notices: [],
});

export const newId = (state: State): string => String(state.nextId++);
