/** Questions that one request changes. */
export const MOST_TOGETHER = 500;
