import { isValidObjectId, type Connection } from 'mongoose';
import { marksAside } from '../kernel/search-pattern.ts';
import { contextModel, type Context } from './context.model.ts';

/** A course, as lists of the administration show it. */
export interface Course {
  id: string;
  platformId: string;
  title: string | undefined;
  label: string | undefined;
}

/** How many a search shows. */
const MOST_FOUND = 50;

const toCourse = ({ _id, platformId, title, label }: Context): Course => ({
  id: _id.toHexString(),
  platformId,
  title,
  label,
});

/** The courses from which somebody has come, for whoever has to name one. */
export function makeCourses({ connection }: { connection: Connection }) {
  const contexts = contextModel(connection);
  return {
    models: [contexts],

    async get(id: string): Promise<Course | undefined> {
      const found = isValidObjectId(id) ? await contexts.findById(id).lean<Context>() : null;
      return found ? toCourse(found) : undefined;
    },

    /** Those whose title or short name has this in it, marks and case aside. */
    async search(text: string): Promise<Course[]> {
      const pattern = { $regex: marksAside(text.slice(0, 200)), $options: 'i' };
      const found = await contexts
        .find({ $or: [{ title: pattern }, { label: pattern }] })
        .sort({ title: 1 })
        .limit(MOST_FOUND)
        .lean<Context[]>();
      return found.map(toCourse);
    },

    /** Titles by id, of those that have one. */
    async titlesOf(ids: readonly string[]): Promise<Map<string, string>> {
      const found = await contexts
        .find({ _id: { $in: ids } }, { title: 1 })
        .lean<Pick<Context, '_id' | 'title'>[]>();
      return new Map(
        found.flatMap(({ _id, title }) => (title === undefined ? [] : [[_id.toHexString(), title]])),
      );
    },
  };
}
