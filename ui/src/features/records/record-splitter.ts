import type { ExportFormat } from '@chuyen-de/contracts';

const NEWLINE = 10;
const QUOTE = 34;
/** How much of a record's end its position takes at the most, with what parts it from the rest. */
const TAIL = 32;

interface Pushed {
  /** The bytes up to the end of the last whole record. */
  whole: Uint8Array<ArrayBuffer>;
  records: number;
  /** Position of the last whole record. */
  last: string | undefined;
}

/** The position in a record: the last column of CSV, whatever parts the columns; the first member of JSON. */
function positionIn(record: Uint8Array, format: ExportFormat): string | undefined {
  if (format === 'csv') {
    const text = new TextDecoder().decode(record.subarray(-TAIL));
    return /(?:^|[,;\t])([-\w]+)\r?$/.exec(text)?.[1];
  }
  return /^\{"position":"([-\w]+)"/.exec(new TextDecoder().decode(record.subarray(0, 64)))?.[1];
}

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> => {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

/**
 * Cuts a stream of bytes into whole records, so that what is kept of a broken download ends with one. A line break
 * within quotes is part of a CSV record. A workbook is no sequence of records: all of it is handed on.
 */
export function makeRecordSplitter(format: ExportFormat, withHeading: boolean) {
  let rest: Uint8Array<ArrayBuffer> = new Uint8Array();
  let heading = withHeading && format === 'csv';

  return {
    push(bytes: Uint8Array<ArrayBuffer>): Pushed {
      if (format === 'xlsx') return { whole: bytes, records: 0, last: undefined };
      const all = joined(rest, bytes);
      let start = 0;
      let records = 0;
      let last: string | undefined;
      let quoted = false;
      for (let i = 0; i < all.length; i++) {
        if (all[i] === QUOTE && format === 'csv') quoted = !quoted;
        if (all[i] !== NEWLINE || quoted) continue;
        if (heading) heading = false;
        else {
          records += 1;
          last = positionIn(all.subarray(start, i), format);
        }
        start = i + 1;
      }
      rest = all.slice(start);
      return { whole: all.slice(0, start), records, last };
    },
  };
}
