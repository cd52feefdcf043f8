import { BYTE_ORDER_MARK, makeCsvLine, type Cell } from '@chuyen-de/xapi';
import { CSV_FORMS } from '@chuyen-de/contracts';

/** A file of a dossier, by its path in it. */
export interface DossierFile {
  path: string;
  bytes: Buffer;
}

export const textFile = (path: string, text: string): DossierFile => ({ path, bytes: Buffer.from(text) });

export const jsonFile = (path: string, value: unknown): DossierFile =>
  textFile(path, `${JSON.stringify(value, undefined, 2)}\n`);

/** A table that spreadsheets open: its first line names the columns. */
export function tableFile(path: string, lines: readonly (readonly (Cell | undefined)[])[]): DossierFile {
  const lineOf = makeCsvLine(CSV_FORMS.excel);
  return textFile(path, BYTE_ORDER_MARK + lines.map((line) => lineOf([...line])).join(''));
}
