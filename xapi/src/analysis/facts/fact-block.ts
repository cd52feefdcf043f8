import { FLAGS, LISTS, NUMBERS, TEXTS, type Fact, type FactField } from './fact.ts';

/** Values by row: each value once, and for each row its place among them plus one; 0 where the row has none. */
interface Column<T> {
  values: T[];
  /** Sixteen bits a row, the lower byte first. */
  rows: Buffer;
}

/** Facts of statements that follow each other, column by column. */
export type FactColumns = Record<(typeof TEXTS)[number], Column<string>> &
  Record<(typeof LISTS)[number], Column<string[]>> &
  /** Doubles, the lower bytes first; NaN where the row has none. */
  Record<(typeof NUMBERS)[number], Buffer> &
  /** A byte a row: 0 where the row has none, else 1 for false, 2 for true. */
  Record<(typeof FLAGS)[number], Buffer>;

/** Rows of a block at the most: their values are numbered by sixteen bits. */
export const BLOCK_ROWS = 4_096;

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

function columnOf<T>(
  rows: readonly Fact[],
  read: (row: Fact) => T | undefined,
  nameOf: (value: T) => string,
): Column<T> {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  const places = Uint16Array.from(rows, (row) => {
    const value = read(row);
    if (value === undefined) return 0;
    const name = nameOf(value);
    let number = numbers.get(name);
    if (number === undefined) {
      number = values.push(value);
      numbers.set(name, number);
    }
    return number;
  });
  return { values, rows: bytesOf(places) };
}

const byName = <Name extends string, T>(names: readonly Name[], make: (name: Name) => T): Record<Name, T> =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, T>;

const flagByte = (flag: boolean | undefined): number => (flag === undefined ? 0 : flag ? 2 : 1);

/** @param rows `BLOCK_ROWS` at the most */
export const packFacts = (rows: readonly Fact[]): FactColumns => ({
  ...byName(TEXTS, (name) =>
    columnOf(
      rows,
      (row) => row[name],
      (text) => text,
    ),
  ),
  ...byName(LISTS, (name) =>
    columnOf(
      rows,
      (row) => row[name] as string[] | undefined,
      (list) => JSON.stringify(list),
    ),
  ),
  ...byName(NUMBERS, (name) => bytesOf(Float64Array.from(rows, (row) => row[name] ?? NaN))),
  ...byName(FLAGS, (name) => bytesOf(Uint8Array.from(rows, (row) => flagByte(row[name])))),
});

/** Bytes of a stored block begin anywhere, and typed arrays only at whole numbers. */
const aligned = ({ buffer, byteOffset, byteLength }: Buffer): ArrayBuffer =>
  buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;

type ReadRow = (row: number) => unknown;

function columnReader<T>({ values, rows }: Column<T>): ReadRow {
  const places = new Uint16Array(aligned(rows));
  return (row) => values[(places[row] ?? 0) - 1];
}

function numberReader(column: Buffer): ReadRow {
  const numbers = new Float64Array(aligned(column));
  return (row) => {
    const number = numbers[row];
    return Number.isNaN(number) ? undefined : number;
  };
}

const isFlag = (field: FactField): boolean => (FLAGS as readonly string[]).includes(field);

function readerOf(columns: Partial<FactColumns>, field: FactField): ReadRow {
  const column = columns[field];
  if (column === undefined) throw new Error(`the block was read without its column ${field}`);
  if (!Buffer.isBuffer(column)) return columnReader<string | string[]>(column);
  if (!isFlag(field)) return numberReader(column);
  return (row) => (column[row] === 0 ? undefined : column[row] === 2);
}

/** Reads some fields of the facts of a block by row. */
export function unpackFacts(
  columns: Partial<FactColumns>,
  fields: readonly FactField[],
): (row: number) => Fact {
  const readers = fields.map((field) => [field, readerOf(columns, field)] as const);
  return (row) => {
    const fact: Partial<Record<FactField, unknown>> = {};
    for (const [field, read] of readers) fact[field] = read(row);
    return fact as Fact;
  };
}
