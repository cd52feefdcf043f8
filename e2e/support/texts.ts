/** For a member of an object whose text is only partly known: Jest's own matchers have no type. */
export const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;
export const containing = (part: string): string => expect.stringContaining(part) as string;
