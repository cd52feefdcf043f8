import type { Connection } from 'mongoose';
import { findInstallation, installationModel } from './installation.model.ts';

/** Notes under which address the tool runs, for the administration beside it. */
export async function notePublicUrl(connection: Connection, publicUrl: string): Promise<void> {
  await installationModel(connection).updateOne({ _id: 'tool' }, { $set: { publicUrl } }, { upsert: true });
}

/** The address under which the tool last ran. */
export const recallPublicUrl = async (connection: Connection): Promise<string | undefined> =>
  (await findInstallation(connection))?.publicUrl;

/** Whether a tool or record store has ever run on this data. */
export const isInstalled = async (connection: Connection): Promise<boolean> =>
  (await findInstallation(connection)) !== null;
