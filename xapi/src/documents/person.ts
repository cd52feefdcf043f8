/** An agent's parts, each in a list. @see xAPI 1.0.3 Communication §2.4, "Person Properties" */
export function personOf(agent: object, names: readonly string[]): object {
  const { name, mbox, mbox_sha1sum, openid, account } = agent as Record<string, unknown>;
  const allNames = [...new Set([...(typeof name === 'string' ? [name] : []), ...names])];
  return {
    objectType: 'Person',
    ...(allNames.length > 0 && { name: allNames }),
    ...(mbox !== undefined && { mbox: [mbox] }),
    ...(mbox_sha1sum !== undefined && { mbox_sha1sum: [mbox_sha1sum] }),
    ...(openid !== undefined && { openid: [openid] }),
    ...(account !== undefined && { account: [account] }),
  };
}
