import type { ItemRef } from '@chuyen-de/contracts';
import { isValidObjectId, type Model } from 'mongoose';
import type { Context } from './context.model.ts';
import type { Link } from './link.model.ts';

interface Deps {
  contexts: Model<Context>;
  links: Model<Link>;
}

export interface Placements {
  /** What a course has, of what was chosen for it and of what has been opened in it. */
  of: (contextId: string) => Promise<ItemRef[]>;
  note: (contextId: string, items: ItemRef[]) => Promise<void>;
}

/** Which items a course has. An LMS tells of no removal, so that this is what was placed, not what is there. */
export const makePlacements = ({ contexts, links }: Deps): Placements => ({
  async of(contextId) {
    if (!isValidObjectId(contextId)) return [];
    const [context, opened] = await Promise.all([
      contexts.findById(contextId, { placed: 1 }).lean<Pick<Context, 'placed'>>(),
      links.find({ context: contextId }, { item: 1 }).lean<Pick<Link, 'item'>[]>(),
    ]);
    const items = [...(context?.placed ?? []), ...opened.flatMap(({ item }) => (item ? [item] : []))];
    return [...new Map(items.map(({ kind, code }) => [`${kind}:${code}`, { kind, code }])).values()];
  },

  async note(contextId, items) {
    await contexts.updateOne({ _id: contextId }, { $addToSet: { placed: { $each: items } } });
  },
});
