import { z } from 'zod';

const Identified = z.union([
  z.looseObject({ mbox: z.string() }).transform(({ mbox }) => `mbox:${mbox}`),
  z.looseObject({ mbox_sha1sum: z.string() }).transform(({ mbox_sha1sum }) => `sha1:${mbox_sha1sum}`),
  z.looseObject({ openid: z.string() }).transform(({ openid }) => `openid:${openid}`),
  z
    .looseObject({ account: z.object({ homePage: z.string(), name: z.string() }) })
    .transform(({ account }) => `account:${account.homePage}|${account.name}`),
]);

/** One text for one agent: its inverse functional identifier. @see xAPI 1.0.3 Data §2.4.2.3 */
export const agentKey = (agent: unknown): string | undefined => {
  const parsed = Identified.safeParse(agent);
  return parsed.success ? parsed.data : undefined;
};
