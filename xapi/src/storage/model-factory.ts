import type { Connection, Model, Schema } from 'mongoose';

/**
 * Makes what opens a model on a connection: the same model however often it is asked for, since several rooms may
 * open it on one connection. Indexes are made when it is first opened.
 *
 * @param name as Mongoose knows it
 * @param collection where its documents lie
 */
export const modelFactory =
  <T>(name: string, schema: Schema, collection: string) =>
  (connection: Connection): Model<T> =>
    (connection.models[name] ?? connection.model(name, schema, collection)) as unknown as Model<T>;
