import { decodeExact } from '../bson/codec.ts';
import { StoredDocument } from '../bson/stored-document.ts';
import type { BsonDocument } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import { compileUpdate } from '../update/apply-update.ts';
import {
  removeMany,
  removeOne,
  type Selection,
  updateMany,
  updateOne,
  type UpdateOutcome,
  type UpdateSpec,
} from '../update/update-documents.ts';
import type { Command, Commands } from './context.ts';
import { hintOf } from './read-commands.ts';
import type { Arguments, CommandRequest } from './request.ts';
import { runStatements, type Statement, writeReply } from './statements.ts';

const insert: Command = async (request, { store }) => {
  const { ns } = request;
  const statements = request.rawDocuments('documents').map((raw): Statement<unknown> => ({
    within: () => store.documents.insert(store.catalogue.findOrCreate(ns), raw).record,
  }));
  const { done, errors } = await runStatements(store, request, statements);
  return writeReply({ n: done.length }, errors);
};

function selectionOf(args: Arguments, filter: string, request: CommandRequest): Selection {
  return {
    filter: args.document(filter) ?? {},
    sort: args.sort(),
    hint: hintOf(args),
    variables: request.variables(),
    timeLimit: request.timeLimit,
  };
}

function updateSpecOf(args: Arguments, filter: string, update: string, request: CommandRequest): UpdateSpec {
  const selection = selectionOf(args, filter, request);
  const options = {
    arrayFilters: args.documents('arrayFilters'),
    multi: args.flag('multi'),
    variables: selection.variables ?? {},
  };
  return { ...selection, update: compileUpdate(args.get(update), options), upsert: args.flag('upsert') };
}

const update: Command = async (request, { store }) => {
  const { ns } = request;
  const statements = request.statements('updates').map((args): Statement<UpdateOutcome> => {
    args.required('q', 'u');
    if (args.flag('multi') && args.has('sort'))
      throw new CommandError(9, 'Cannot specify sort with multi=true');
    const spec = (): UpdateSpec => updateSpecOf(args, 'q', 'u', request);
    if (args.flag('multi')) return { alone: async () => updateMany(store, ns, spec()) };
    return { within: () => updateOne(store, ns, spec()) };
  });
  const { done, errors } = await runStatements(store, request, statements);
  const upserted: BsonDocument[] = [];
  let [n, nModified] = [0, 0];
  for (const { index, value } of done) {
    n += value.matched + (value.upserted ? 1 : 0);
    nModified += value.modified;
    if (value.upserted) upserted.push({ index, _id: value.upserted.id });
  }
  return writeReply({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, errors);
};

const remove: Command = async (request, { store }) => {
  const { ns } = request;
  const statements = request.statements('deletes').map((args): Statement<number> => {
    args.required('q', 'limit');
    const limit = args.number('limit');
    if (limit !== 0 && limit !== 1)
      throw new CommandError(9, `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`);
    const selection = (): Selection => selectionOf(args, 'q', request);
    if (limit === 1) return { within: () => (removeOne(store, ns, selection()) ? 1 : 0) };
    return { alone: async () => removeMany(store, ns, selection()) };
  });
  const { done, errors } = await runStatements(store, request, statements);
  return writeReply({ n: done.reduce((sum, { value }) => sum + value, 0) }, errors);
};

function projected(
  raw: Buffer | undefined,
  projection: Projection | undefined,
  position = -1,
): BsonDocument | null {
  if (!raw) return null;
  return decodeExact(projection ? projection(new StoredDocument(raw), position) : raw);
}

/** Where the filter matched is known of the document before the change alone. */
function refusePositional(fields: BsonDocument): void {
  const positional = Object.keys(fields).find((path) => path.endsWith('.$'));
  if (positional !== undefined)
    throw new CommandError(2, `cannot project '${positional}' and return the new document`);
}

function refuseBesideRemove(request: CommandRequest): void {
  const other = ['update', 'new', 'upsert'].find((name) => request.flag(name));
  if (other !== undefined) throw new CommandError(9, `Cannot specify both '${other}' and 'remove'=true`);
}

const findAndModify: Command = async (request, { store }) => {
  const { ns } = request;
  const fields = request.document('fields') ?? {};
  const projection = compileProjection(fields, request.variables());
  if (request.flag('remove')) {
    refuseBesideRemove(request);
    const selection = selectionOf(request, 'query', request);
    const removed = await store.kv.write(() => removeOne(store, ns, selection));
    const value = projected(removed?.doc.raw, projection, removed?.position);
    return { lastErrorObject: { n: removed ? 1 : 0 }, value, ok: 1 };
  }
  if (!request.has('update')) throw new CommandError(9, `Either an update or remove=true must be specified`);
  const returnsNew = request.flag('new');
  if (returnsNew) refusePositional(fields);
  const spec = updateSpecOf(request, 'query', 'update', request);
  const { matched, upserted, before, after, position } = await store.kv.write(() =>
    updateOne(store, ns, spec),
  );
  return {
    lastErrorObject: {
      n: matched + (upserted ? 1 : 0),
      updatedExisting: matched > 0,
      ...(upserted ? { upserted: upserted.id } : {}),
    },
    value: returnsNew ? projected(after, projection) : projected(before, projection, position),
    ok: 1,
  };
};

export const writeCommands: Commands = {
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
};
