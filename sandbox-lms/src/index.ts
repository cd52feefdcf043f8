export { startSandbox } from './start-sandbox.ts';
export type { InvitedTool, Sandbox, SandboxOptions } from './sandbox.types.ts';
export type { Faults } from './faults.ts';
export type { Gradebook, GradebookRow } from './gradebook.ts';
export type {
  DeepLinkingOverrides,
  DocumentTarget,
  FormPost,
  LaunchOverrides,
} from './launch/launch.types.ts';
export type { NewCourse, NewPerson } from './people.ts';
export type { NewColumn, NewItem, PlacedItem } from './placement.ts';
export type { Locale, PlatformStorage } from './platform.ts';
export type { NewTool, RegisteredTool } from './registration/tools.ts';
export type { Picked } from './deep-linking/accept-content-items.ts';
export type {
  Course,
  CourseRole,
  LineItem,
  Link,
  Notice,
  Person,
  PersonKind,
  ScorePost,
  Tool,
} from './state.ts';
