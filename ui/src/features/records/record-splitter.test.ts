import fc from 'fast-check';
import { makeRecordSplitter } from './record-splitter.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const ROWS = ['id,response,position', '1,"dòng một\r\ndòng ""hai""",P-A', '2,,P-B', '3,"a,b",P-C'];
const CSV = `\uFEFF${ROWS.join('\r\n')}\r\n`;

/** What came of a text that arrives in pieces cut at some bytes. */
function pushAll(text: string, cuts: number[]) {
  const splitter = makeRecordSplitter('csv', true);
  const bytes = encoder.encode(text);
  const at = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
  const pushed = [...at, bytes.length].map((end, i) => splitter.push(bytes.slice(at[i - 1] ?? 0, end)));
  return {
    text: decoder.decode(new Uint8Array(pushed.flatMap(({ whole }) => [...whole]))),
    records: pushed.reduce((sum, { records }) => sum + records, 0),
    last: pushed.findLast(({ last }) => last !== undefined)?.last,
  };
}

describe('splitting a file into records', () => {
  it('gives the same however the bytes arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (cuts) => {
        expect(pushAll(CSV, cuts)).toEqual({ text: CSV.slice(1), records: 3, last: 'P-C' });
      }),
    );
  });

  it('keeps whole records alone of one that breaks off', () => {
    const broken = CSV.slice(0, CSV.indexOf('"a,b"') + 3);
    expect(pushAll(broken, [])).toEqual({
      text: `${ROWS.slice(0, 3).join('\r\n')}\r\n`,
      records: 2,
      last: 'P-B',
    });
  });

  it.each([';', '\t', ','])('finds the position behind %j', (separator) => {
    const rows = ['id', 'position'].join(separator) + `\r\n"a,b;c"${separator}P7JGZO2----0---\r\n`;
    expect(pushAll(rows, [])).toMatchObject({ records: 1, last: 'P7JGZO2----0---' });
  });

  it('hands on all of a workbook', () => {
    const bytes = encoder.encode('PK\n"');
    expect(makeRecordSplitter('xlsx', true).push(bytes)).toEqual({
      whole: bytes,
      records: 0,
      last: undefined,
    });
  });
});
