import type { Cell } from './csv.ts';

interface TableColumn {
  title: string;
  /** In characters. */
  width: number;
  /** Its texts are moments in ISO 8601. */
  isTime: boolean;
  /** What a spreadsheet offers to choose from. */
  choices?: {
    /** The cells that have it: `'Sheet'!$A$2:$A$9`. */
    range: string;
    /** Whether it takes nothing else. */
    only: boolean;
  };
}

/** A table on its way into a file: its rows come in pages, and may be more than memory holds. */
export interface Table {
  columns: readonly TableColumn[];
  pages: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** What is there already, as pages on their way. */
export async function* onePage<T>(page: T): AsyncGenerator<T> {
  yield await Promise.resolve(page);
}
