import { Schema, type Connection } from 'mongoose';

interface Installation {
  _id: 'tool';
  publicUrl: string;
}

const schema = new Schema<Installation>(
  { _id: String, publicUrl: { type: String, required: true } },
  { versionKey: false },
);

const installations = (connection: Connection) =>
  connection.model<Installation>('Installation', schema, 'installations');

/** Notes under which address the tool runs, for the administration beside it. */
export async function notePublicUrl(connection: Connection, publicUrl: string): Promise<void> {
  await installations(connection).updateOne({ _id: 'tool' }, { $set: { publicUrl } }, { upsert: true });
}

/** The address under which the tool last ran. */
export async function recallPublicUrl(connection: Connection): Promise<string | undefined> {
  return (await installations(connection).findById('tool').lean<Installation>())?.publicUrl;
}
