import type { ItemRef, LanguageMap } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { Classes, Link } from '../classes/index.ts';
import { ITEM_KINDS } from '../items/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ags, ServiceReply } from '../lti/index.ts';
import type { StoredColumn } from './column.model.ts';
import { makeFindColumn } from './find-column.ts';

const LINE_ITEM_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem';

interface Deps {
  classes: Pick<Classes, 'findLink' | 'findPerson'>;
  columns: Model<StoredColumn>;
  ags: Ags;
  clock: Clock;
  titleOf: (item: ItemRef) => Promise<LanguageMap | undefined>;
}

/** Where a grade goes: whose it is for the platform, and the column. */
export interface GradeDestination {
  platformId: string;
  subject: string;
  lineItemUrl: string;
  scoreMaximum?: number;
  /** What the link opens: work that is done when it has been handed in, or that grows by and by. */
  item: ItemRef | undefined;
}

export type FoundDestination =
  | { ok: true; destination: GradeDestination }
  | { ok: false; reason?: 'no_column' | 'column_gone'; reply: ServiceReply };

const UNKNOWN: FoundDestination = {
  ok: false,
  reason: 'no_column',
  reply: { service: 'columns', status: 404, form: 'none', message: 'the link or the person is gone' },
};

/** A link is graded if it has a column, or if it opens what always is and we may create one. */
export const isGradedLink = (link: Link | null): link is Link =>
  link?.ags?.lineItem !== undefined ||
  (link?.item !== undefined &&
    ITEM_KINDS[link.item.kind].graded === 'always' &&
    link.ags?.lineItems !== undefined &&
    link.ags.scope.includes(LINE_ITEM_SCOPE));

/** Where grades go. */
export function makeFindDestination(deps: Deps) {
  const { classes } = deps;
  const findColumn = makeFindColumn(deps);

  return {
    findDestination: async (linkId: string, personId: string): Promise<FoundDestination> => {
      const [link, person] = await Promise.all([classes.findLink(linkId), classes.findPerson(personId)]);
      if (!person || !isGradedLink(link)) return UNKNOWN;
      const column = await findColumn(link);
      if (!column.ok) return column;
      const { lineItemUrl, scoreMaximum } = column;
      const { platformId, item } = link;
      return {
        ok: true,
        destination: {
          platformId,
          subject: person.sub,
          lineItemUrl,
          item,
          ...(scoreMaximum !== undefined && { scoreMaximum }),
        },
      };
    },

    platformOf: async (linkId: string): Promise<string | undefined> =>
      (await classes.findLink(linkId))?.platformId,

    /** The LMS of a link that has a column, or may get one; undefined: nothing is sent for it. */
    gradingPlatform: async (linkId: string): Promise<string | undefined> => {
      const link = await classes.findLink(linkId);
      return link && isGradedLink(link) ? link.platformId : undefined;
    },
  };
}
export type FindDestination = ReturnType<typeof makeFindDestination>['findDestination'];
