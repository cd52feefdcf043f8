import type { ExamDraft } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import { editionWith, makeLeakFinder, type Bank, type Edition, type Leak } from '../bank/index.ts';
import { revisionId, type RevisionRef } from '../revisions/index.ts';

/** So many questions of a topic and level are looked at. */
const LOOKED_AT = 200;
const DRAFTS_IN_MEMORY = 200;

interface Row {
  /** What an edition has of a topic and level never changes. */
  key: string;
  count: number;
  refs: () => Promise<readonly RevisionRef[]>;
}

export type DraftLeaks = Record<'fixed' | 'blueprint', readonly Leak[]>;

/**
 * Makes what finds questions that may come onto one paper of a draft and of which one tells the answer of the other: those
 * that it asks of everybody, and those that its rows may draw. What was found stays in memory, as drafts are looked at each
 * time they are saved.
 */
export function makeFindDraftLeaks({ bank }: { bank: Pick<Bank, 'findPlaced' | 'findRevisions'> }) {
  const known = new LRUCache<string, Promise<DraftLeaks>>({ max: DRAFTS_IN_MEMORY });

  const rowsOf = (editions: readonly Edition[], { blueprint }: Pick<ExamDraft, 'blueprint'>): Row[] =>
    blueprint.flatMap(({ topic, level, count }) => {
      const edition = editionWith(editions, topic);
      const cell = edition?.cells.find((each) => each.topic === topic && each.level === level);
      if (!edition || !cell) return [];
      const places = Array.from({ length: Math.min(cell.count, LOOKED_AT) }, (_, place) => ({
        ...{ topic, level, place },
      }));
      const key = `${edition.bank} ${cell.since} ${topic} ${level} ${Math.min(count, 2)}`;
      return [{ key, count, refs: () => bank.findPlaced(edition, places) }];
    });

  async function look(rows: readonly Row[], fixed: readonly RevisionRef[]): Promise<DraftLeaks> {
    const drawn = await Promise.all(rows.map(({ refs }) => refs()));
    const named = new Set(fixed.map(({ code }) => code));
    /** Of which row each question is; of those that all are asked none. */
    const rowOf = new Map(drawn.flatMap((refs, row) => refs.map(({ code }) => [code, row] as const)));
    const others = drawn.flat().filter(({ code }) => !named.has(code));
    const revisions = await bank.findRevisions([...fixed, ...others]);
    const finder = makeLeakFinder();
    for (const { code, revision } of [...fixed, ...others]) {
      const content = revisions.get(revisionId({ code, revision }));
      if (content) finder.add({ code, content });
    }
    const isFixed = ({ of, by }: Leak): boolean => named.has(of) && named.has(by);
    /** A row that draws one question brings no two of its own. */
    const together = ({ of, by }: Leak): boolean =>
      named.has(of) ||
      named.has(by) ||
      rowOf.get(of) !== rowOf.get(by) ||
      (rows[rowOf.get(of) ?? 0]?.count ?? 0) > 1;
    const leaks = finder.told().filter(together);
    return { fixed: leaks.filter(isFixed), blueprint: leaks.filter((leak) => !isFixed(leak)) };
  }

  return (
    editions: readonly Edition[],
    draft: Pick<ExamDraft, 'blueprint'>,
    fixed: readonly RevisionRef[],
  ): Promise<DraftLeaks> => {
    const rows = rowsOf(editions, draft);
    const key = [...rows.map((row) => row.key), ...fixed.map(revisionId)].join('\n');
    const found = known.get(key) ?? look(rows, fixed);
    known.set(key, found);
    // What could not be read is read again.
    found.catch(() => known.delete(key));
    return found;
  };
}
