import type { WholeTool } from './whole-tool.ts';

export const JOIN_CODE = 'SECRETJOINCODE';

/** A sitting that learners pick, with a code that is told from all else. */
export async function openSitting({ connection }: Pick<WholeTool, 'connection'>): Promise<string> {
  const link = await connection.collection('links').findOne({ 'item.code': 'KT01' });
  const _id = '00000000-0000-4000-8000-00000000000c';
  const sitting = {
    linkId: String(link?._id),
    examCode: 'KT01',
    name: 'Ca 1',
    open: true,
    joinCode: JOIN_CODE,
  };
  await connection
    .collection('sittings')
    .updateOne({ _id: _id as never }, { $set: { ...sitting, edition: 1 } }, { upsert: true });
  return _id;
}
