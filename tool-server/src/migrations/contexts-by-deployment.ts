import type { Connection, mongo } from 'mongoose';

/**
 * Courses were known by platform and id alone; an id is unique within a deployment only, so that two schools of one
 * registration met in one course. Speaks of collections as they were stored, not of the models of today.
 * @see LTI 1.3 §5.4.1 (context claim: `id`)
 */
interface OldContext {
  _id: mongo.ObjectId;
  platformId: string;
  contextId: string;
  title?: string;
  label?: string;
}

interface PlacedLink {
  _id: mongo.ObjectId;
  deploymentId: string;
}

const FORMER_INDEX = 'platformId_1_contextId_1';
/** The collection, or the index, is not there: nothing of that release was stored. */
const NOTHING_THERE = new Set([26, 27]);

async function dropFormerIndex(connection: Connection): Promise<void> {
  try {
    await connection.collection('contexts').dropIndex(FORMER_INDEX);
  } catch (error) {
    if (!NOTHING_THERE.has(Number((error as { code?: unknown }).code))) throw error;
  }
}

function byDeployment(links: PlacedLink[]): [string, PlacedLink[]][] {
  const groups = new Map<string, PlacedLink[]>();
  for (const link of links) groups.set(link.deploymentId, [...(groups.get(link.deploymentId) ?? []), link]);
  // The one that has most of the course keeps it; of equals always the same one, should this be done twice.
  return [...groups].sort(([a, of], [b, others]) => others.length - of.length || (a < b ? -1 : 1));
}

/** Gives one deployment's part of a course a course of its own: what was done there follows, then its links. */
async function splitOff(
  connection: Connection,
  context: OldContext,
  [deploymentId, links]: [string, PlacedLink[]],
): Promise<void> {
  const { platformId, contextId, title, label } = context;
  const named = { ...(title !== undefined && { title }), ...(label !== undefined && { label }) };
  const own = await connection
    .collection('contexts')
    .findOneAndUpdate(
      { platformId, deploymentId, contextId },
      { $set: named },
      { upsert: true, returnDocument: 'after' },
    );
  if (!own) throw new Error('an upsert answered no document');
  const linkIds = links.map(({ _id }) => _id.toHexString());
  const done = { contextId: context._id.toHexString(), linkId: { $in: linkIds } };
  for (const name of ['attempts', 'progress'])
    await connection.collection(name).updateMany(done, { $set: { contextId: own._id.toHexString() } });
  await connection
    .collection('links')
    .updateMany({ _id: { $in: links.map(({ _id }) => _id) } }, { $set: { context: own._id } });
}

/** The deployment of a course that no link belongs to: known only where the platform has a single one. */
async function onlyDeployment(connection: Connection, platformId: string): Promise<string | undefined> {
  const found = await connection.collection('deployments').find({ platformId }).limit(2).toArray();
  return found.length === 1 ? (found[0]?.['deploymentId'] as string) : undefined;
}

async function keyByDeployment(connection: Connection, context: OldContext): Promise<void> {
  const contexts = connection.collection('contexts');
  const links = (await connection
    .collection('links')
    .find({ context: context._id }, { projection: { deploymentId: 1 } })
    .toArray()) as unknown as PlacedLink[];
  const [kept, ...others] = byDeployment(links);
  const deploymentId = kept?.[0] ?? (await onlyDeployment(connection, context.platformId));
  if (deploymentId === undefined) {
    // It holds a title, and nobody can say whose.
    await contexts.deleteOne({ _id: context._id });
    return;
  }
  if (others.length > 0) {
    // Whose roster was read last is not known: it is read anew when somebody of the course comes next. Before the links
    // go, by which one sees that the course was shared: this may be broken off.
    await connection.collection('memberships').deleteMany({ context: context._id });
    await contexts.updateOne({ _id: context._id }, { $unset: { rosterAt: 1, membershipsUrl: 1 } });
  }
  for (const other of others) await splitOff(connection, context, other);
  await contexts.updateOne({ _id: context._id }, { $set: { deploymentId } });
}

/** Keys courses with their deployment. What is stored that way already stays; a run that broke off is done again. */
export async function keyContextsByDeployment(connection: Connection): Promise<void> {
  await dropFormerIndex(connection);
  const old = (await connection
    .collection('contexts')
    .find({ deploymentId: { $exists: false } })
    .toArray()) as unknown as OldContext[];
  for (const context of old) await keyByDeployment(connection, context);
}
