import type { Classes } from '../classes/index.ts';

/** What the roster of a link's course says of some people. @see Classes, `rosterSays` */
export const makeRosterOf =
  ({ classes }: { classes: Pick<Classes, 'findLink' | 'findContext' | 'rosterSays'> }) =>
  async (linkId: string, personIds: string[]): ReturnType<Classes['rosterSays']> => {
    const link = await classes.findLink(linkId);
    const context = link?.context && (await classes.findContext(link.context.toHexString()));
    return classes.rosterSays(context ?? undefined, personIds);
  };

export type RosterOf = ReturnType<typeof makeRosterOf>;
