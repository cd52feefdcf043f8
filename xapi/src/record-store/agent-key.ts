const text = (value: unknown): value is string => typeof value === 'string';

/**
 * One text for one agent: its inverse functional identifier; undefined unless it has exactly one.
 * @see xAPI 1.0.3 Data §2.4.2.3
 */
export function agentKey(agent: unknown): string | undefined {
  if (typeof agent !== 'object' || agent === null) return undefined;
  const { mbox, mbox_sha1sum, openid, account } = agent as Record<string, unknown>;
  const { homePage, name } = (account ?? {}) as Record<string, unknown>;
  const keys = [
    text(mbox) && `mbox:${mbox}`,
    text(mbox_sha1sum) && `sha1:${mbox_sha1sum}`,
    text(openid) && `openid:${openid}`,
    text(homePage) && text(name) && `account:${homePage}|${name}`,
  ].filter(text);
  return keys.length === 1 ? keys[0] : undefined;
}
