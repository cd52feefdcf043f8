import type { ItemRef } from '@chuyen-de/contracts';

/** The page of a topic or an exam. */
export const itemPath = ({ kind, code }: ItemRef) => `/${kind}s/${code}`;
