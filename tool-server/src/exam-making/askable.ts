import type { ExamBank, ExamDraft, Scope } from '@chuyen-de/contracts';
import { Level } from '@chuyen-de/contracts';
import { levelsOf, type Bank, type Edition } from '../bank/index.ts';
import type { Catalogue, Programme } from '../catalogue/index.ts';
import type { Askable } from './draft-faults.rules.ts';
import { makeFindDraftLeaks } from './find-draft-leaks.ts';
import { makeFindOrderBound } from './find-order-bound.ts';

export interface AskableDeps {
  catalogue: Pick<Catalogue, 'programmesFor'>;
  bank: Pick<Bank, 'findByCode' | 'search' | 'findPlaced' | 'findRevisions'>;
}

const editionsOf = (programmes: readonly Programme[]): Edition[] => programmes.map(({ edition }) => edition);

/** What exams of an owner may ask, and the questions that a draft asks of everybody. */
export const makeFindAskable = ({ catalogue, bank }: AskableDeps) => {
  const orderBound = makeFindOrderBound({ bank });
  const findLeaks = makeFindDraftLeaks({ bank });
  return async (
    owner: Scope,
    { fixed, blueprint, shuffleOptions }: Pick<ExamDraft, 'fixed' | 'blueprint' | 'shuffleOptions'>,
  ): Promise<Askable> => {
    const programmes = await catalogue.programmesFor(owner);
    const topics = new Map(
      programmes.flatMap(({ topics: taught, edition }) =>
        taught.map(({ code }) => {
          const levels = levelsOf(edition, code);
          return [code, new Map(levels.map(({ level, count }) => [level, count]))] as const;
        }),
      ),
    );
    // Of topics that are not theirs nothing is told, and no question found.
    const within = fixed.filter(({ topic }) => topics.has(topic));
    const editions = editionsOf(programmes);
    const found = await bank.findByCode(editions, within);
    const questions = new Map([...found].filter(([, { topic }]) => topics.has(topic)));
    const leaks = await findLeaks(editions, { blueprint }, [...questions.values()]);
    if (!shuffleOptions) return { topics, questions, leaks };
    const rows = await Promise.all(blueprint.map((row) => orderBound.inRow(editions, row)));
    const bound = { fixed: await orderBound.among([...questions.values()]), blueprint: rows.flat() };
    return { topics, questions, leaks, bound };
  };
};

export type FindAskable = ReturnType<typeof makeFindAskable>;

/** The topics that exams of an owner may ask about, with how many questions of each level there are. */
export const makeExamBank =
  ({ catalogue }: Pick<AskableDeps, 'catalogue'>) =>
  async (owner: Scope): Promise<ExamBank> => {
    const programmes = await catalogue.programmesFor(owner);
    return {
      programmes: programmes.map(({ _id, title, topics, edition }) => ({
        code: _id,
        title,
        topics: topics.map((topic) => ({
          code: topic.code,
          title: topic.title,
          cells: levelsOf(edition, topic.code),
        })),
      })),
    };
  };

interface Wanted {
  text: string;
  topic?: string | undefined;
  level?: Level | undefined;
  type?: Parameters<Bank['search']>[0]['type'];
  after?: string | undefined;
}

/** Looks for questions that exams of an owner may ask: by topic in teaching order, by level, by code. */
export const makeSearchAskable =
  ({ catalogue, bank }: AskableDeps) =>
  async (owner: Scope, { topic: inTopic, level: ofLevel, ...wanted }: Wanted) => {
    const programmes = await catalogue.programmesFor(owner);
    const cells = programmes.flatMap(({ topics, edition }) =>
      topics
        .filter(({ code }) => inTopic === undefined || code === inTopic)
        .flatMap(({ code }) =>
          Level.options
            .filter((level) => ofLevel === undefined || level === ofLevel)
            .map((level) => ({ edition, topic: code, level })),
        ),
    );
    return bank.search({ ...wanted, cells });
  };
