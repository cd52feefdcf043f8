import type { Faults } from './faults.ts';
import type { Gradebook } from './gradebook.ts';
import type { DeepLinkingOverrides, FormPost, LaunchOverrides } from './launch/launch.types.ts';
import type { NewCourse, NewPerson } from './people.ts';
import type { NewItem, PlacedItem } from './placement.ts';
import type { Locale, PlatformStorage } from './platform.ts';
import type { NewTool, RegisteredTool } from './registration/tools.ts';
import type { Picked } from './deep-linking/accept-content-items.ts';
import type { Course, CourseRole, Link, Notice, Person, Tool } from './state.ts';

export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** 127.0.0.1 by default. */
  host?: string;
  /** What the platform is called from outside: its issuer. By default the address it listens on. */
  publicUrl?: string;
  clock?: () => Date;
  /** `demonstration` begins with a class of thirty; `empty`, the default, with nothing. */
  seed?: 'demonstration' | 'empty';
  faults?: Partial<Faults>;
  /** Off by default, as in Moodle. */
  platformStorage?: PlatformStorage;
  /** Where people, tools, placements, grades and keys are kept; in memory alone without it. */
  dataFile?: string;
  /** Language of the pages before somebody chooses one; Vietnamese by default. */
  locale?: Locale;
}

export interface InvitedTool extends RegisteredTool {
  /** The page that the tool showed at the end. */
  page: string;
}

export interface Sandbox {
  readonly url: string;
  close(): Promise<void>;

  people(): Person[];
  addPerson(person: NewPerson): Promise<Person>;
  courses(): Course[];
  addCourse(course: NewCourse): Promise<Course>;
  /** Enrols, changes the role, or with `null` takes out of the course. */
  enrol(courseId: string, personId: string, role: CourseRole | null): Promise<void>;

  tools(): Tool[];
  /** By hand, active at once. With the `clientId` of a known tool, that one is brought up to date. */
  registerTool(tool: NewTool): Promise<RegisteredTool>;
  /** The address an administrator's browser opens to register the tool of an invitation. */
  registrationAddress(invitationUrl: string): Promise<string>;
  /** Opens an invitation as that browser does, confirms, and activates the tool unless told not to. */
  registerByUrl(invitationUrl: string, options?: { activate?: boolean }): Promise<InvitedTool>;
  activateTool(toolId: string, state?: Tool['state']): Promise<void>;
  /** A token for the registration endpoint, for tests that register without a browser. */
  registrationToken(options?: { updates?: string }): Promise<string>;

  links(courseId: string): Link[];
  placeItem(courseId: string, item: NewItem): Promise<PlacedItem>;
  removeItem(linkId: string): Promise<void>;

  /** The third-party login initiation that the browser is to post to the tool. */
  launchForm(linkId: string, personId: string, overrides?: LaunchOverrides): FormPost;
  deepLinkingForm(
    courseId: string,
    toolId: string,
    personId: string,
    overrides?: DeepLinkingOverrides,
  ): FormPost;
  /** Answers the tool's authentication request; the form is what the browser is to post to the tool. */
  completeLogin(authenticationRequestUrl: string): Promise<FormPost>;
  /** Takes a deep-linking response as the return address does. */
  returnContentItems(returnUrl: string, jwt: string): Promise<Picked>;

  gradebook(courseId: string): Gradebook;
  /** A lecturer's own grade; `null` takes it back. */
  overrideGrade(lineItemId: string, personId: string, grade: number | null): Promise<void>;
  /** Deletes a column, as a lecturer can in the gradebook; that of a link too. */
  removeColumn(lineItemId: string): Promise<void>;
  notices(courseId: string): Notice[];

  faults(): Faults;
  setFaults(faults: Partial<Faults>): void;
  clearFaults(): void;
  setPlatformStorage(storage: PlatformStorage): void;
  /** Signs with a new key from now on; the old ones stay published unless they are dropped. */
  rotateKeys(options?: { dropOld?: boolean }): Promise<void>;
  /** Takes back every access token, as a platform does when it restarts or loses patience. */
  revokeAccessTokens(): void;
}
