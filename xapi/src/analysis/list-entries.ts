import type { RecordEntry } from '@chuyen-de/contracts';
import type { Access } from '../access/access.ts';
import { depthOf } from '../access/depth.ts';
import { mapWithBreaks } from '../kernel/breaks.ts';
import type { LearnerHandles } from './learner-handles.ts';
import type { ReadEntry } from './statement-reader.ts';

type Json = Record<string, unknown>;

/** @see xAPI 1.0.3 Data §2.4.2.4 "Account Object" */
interface Account {
  homePage: string;
  name: string;
}

/** The names of some accounts, each in its place, of those that the reader's LMS knows. */
export type NameLearners = (
  accounts: readonly Account[],
  access: Access,
) => Promise<readonly (string | undefined)[]>;

interface Deps {
  handles: LearnerHandles;
  hidePeople: (statement: Json) => Json;
  nameLearners?: NameLearners | undefined;
}

const accountOf = (statement: Json): Partial<Account> | undefined =>
  (statement['actor'] as { account?: Partial<Account> } | undefined)?.account;

const isAccount = (account: Partial<Account> | undefined): account is Account =>
  typeof account?.name === 'string' && typeof account.homePage === 'string';

/** Makes entries of the explorer of stored statements: with names for who may see them, else with pseudonyms. */
export function makeListEntries({ handles, hidePeople, nameLearners }: Deps) {
  const toEntry = ({ position, json, actor }: ReadEntry, seesPeople: boolean): RecordEntry => {
    const statement = JSON.parse(json) as Json;
    const hidden = hidePeople(statement);
    const pseudonym = accountOf(hidden)?.name;
    const known = actor !== undefined && actor !== '' && typeof pseudonym === 'string';
    return {
      position,
      learner: known ? { pseudonym, handle: handles.handleOf(actor) } : null,
      statement: seesPeople ? statement : hidden,
    };
  };
  return async (page: readonly ReadEntry[], access: Access): Promise<RecordEntry[]> => {
    const seesPeople = depthOf(access) === 'people';
    const entries = await mapWithBreaks(page, (each) => toEntry(each, seesPeople));
    if (!seesPeople || !nameLearners) return entries;
    const accounts = entries.map(({ statement }) => accountOf(statement)).filter(isAccount);
    const names = await nameLearners(accounts, access);
    const nameOf = new Map(accounts.map((account, place) => [account, names[place]]));
    return entries.map((entry) => {
      const account = accountOf(entry.statement);
      const name = isAccount(account) ? nameOf.get(account) : undefined;
      return entry.learner && name !== undefined ? { ...entry, learner: { ...entry.learner, name } } : entry;
    });
  };
}
