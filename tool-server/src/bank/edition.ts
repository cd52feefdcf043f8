import type { Level } from '@chuyen-de/contracts';

/** The questions of one level of a topic. */
export interface Cell {
  topic: string;
  level: Level;
}

/**
 * What a bank has in force, as one publication left it: which of the stored entries count. It is written into the
 * document of whoever owns the bank, so that replacing that one document puts any number of questions into force,
 * and takes others out, at once.
 */
export interface Edition {
  bank: string;
  /** Each publication claims the next number. */
  number: number;
  /** Numbers up to this one that were claimed for publications that came to nothing. */
  voided: number[];
  /** How many questions a draw may bring of each kind, and since which edition they are the same ones. */
  cells: (Cell & { count: number; since: number })[];
}

export const cellKey = ({ topic, level }: Cell): string => `${topic} ${level}`;

/** How many questions of a topic and level an edition has in force. */
export const countIn = ({ cells }: Edition, { topic, level }: Cell): number =>
  cells.find((cell) => cell.topic === topic && cell.level === level)?.count ?? 0;

/** The levels of a topic, each with how many questions an edition has in force. */
export const levelsOf = ({ cells }: Edition, topic: string): { level: Level; count: number }[] =>
  cells.filter((cell) => cell.topic === topic).map(({ level, count }) => ({ level, count }));

/** The edition that has a topic's questions: no two banks have the same topic. */
export const editionWith = (editions: readonly Edition[], topic: string): Edition | undefined =>
  editions.find(({ cells }) => cells.some((cell) => cell.topic === topic));

/**
 * Finds the entries that an edition has in force. Entries of a later number, or of a voided one, do not count, and
 * neither does what such a publication took out of force: so it does not matter how far a publication came that
 * was broken off, or what a suspended one writes long after.
 */
export const inForce = ({ bank, number, voided }: Edition) => ({
  bank,
  from: { $lte: number, $nin: voided },
  retired: { $not: { $elemMatch: { $lte: number, $nin: voided } } },
});
