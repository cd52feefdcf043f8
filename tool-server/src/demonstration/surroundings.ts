import type { RecordStore } from '@chuyen-de/xapi';
import type { Catalogue, makeImportProgramme } from '../catalogue/index.ts';
import type { Lti, LtiLaunch } from '../lti/index.ts';

/** What the demonstration uses of the tool that it shows. */
export interface ShownTool {
  lti: Pick<Lti, 'administration'>;
  catalogue: Pick<Catalogue, 'listPlaceable'>;
  recordStore: Pick<RecordStore, 'credentials'>;
  importProgramme: ReturnType<typeof makeImportProgramme>;
  /** Work during which no attempt is closed because its time is over: for what happens in the past. */
  withoutSweeping(work: () => Promise<void>): Promise<void>;
}

/** Where people of the past do what they did, by the same ways as in the present. */
export interface PastDesk {
  /** Somebody comes at a moment; answers their token. */
  arrive(at: Date, launch: LtiLaunch): Promise<string>;
  /** A request at a moment. @throws Error where it is refused */
  ask<T>(at: Date, token: string, request: { method: string; path: string; body?: object }): Promise<T>;
  close(): void;
}
