import type { ItemRef, LanguageMap } from '@chuyen-de/contracts';
import type { Classes, Link } from '../classes/index.ts';
import type { Ags } from '../lti/index.ts';
import type { FindDestination } from './send-grades.ts';

const LINE_ITEM_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem';
/** Maximum of a column that we create; the LMS scales what is posted. */
const SCORE_MAXIMUM = 10;

const NO_COLUMN = { ok: false, status: 404, message: 'the link has no gradebook column' } as const;

interface Deps {
  classes: Pick<Classes, 'findLink' | 'findPerson'>;
  ags: Ags;
  titleOf: (item: ItemRef) => Promise<LanguageMap | undefined>;
}

/** A link is graded if it has a column, or if it opens an exam and we may create one. */
const canBeGraded = ({ ags, item }: Link): boolean =>
  ags?.lineItem !== undefined ||
  (item?.kind === 'exam' && ags?.lineItems !== undefined && ags.scope.includes(LINE_ITEM_SCOPE));

/** Where grades go: the link's column, created where the LMS left that to the tool. @see LTI AGS 2.0 §3.2 */
export function makeFindDestination({ classes, ags, titleOf }: Deps) {
  type Column = { ok: true; lineItemUrl: string } | { ok: false; status: number; message: string };

  async function columnOf(link: Link): Promise<Column> {
    const { item, platformId } = link;
    if (link.ags?.lineItem !== undefined) return { ok: true, lineItemUrl: link.ags.lineItem };
    if (!canBeGraded(link) || !item || link.ags?.lineItems === undefined) return NO_COLUMN;
    const title = await titleOf(item);
    const { status, message, lineItemUrl } = await ags.findOrCreateLineItem({
      platformId,
      lineItemsUrl: link.ags.lineItems,
      resourceLinkId: link.linkId,
      resourceId: `${item.kind}:${item.code}`,
      tag: item.kind,
      label: title?.vi ?? item.code,
      scoreMaximum: SCORE_MAXIMUM,
    });
    return lineItemUrl === undefined ? { ok: false, status, message } : { ok: true, lineItemUrl };
  }

  const findDestination: FindDestination = async (linkId, personId) => {
    const [link, person] = await Promise.all([classes.findLink(linkId), classes.findPerson(personId)]);
    if (!link || !person) return NO_COLUMN;
    const column = await columnOf(link);
    if (!column.ok) return column;
    return {
      ok: true,
      destination: { platformId: link.platformId, subject: person.sub, lineItemUrl: column.lineItemUrl },
    };
  };

  return {
    findDestination,
    isGraded: async (linkId: string): Promise<boolean> => {
      const link = await classes.findLink(linkId);
      return link !== null && canBeGraded(link);
    },
  };
}
