import { makeCsvLine, type Cell } from './csv.ts';

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const AFTER = [',', ';', '|', '\t', '\n', '\r\n', ';"', '\n"', '; ', ', ', '\n ', ';\u00A0', '; "', ';" '];
const csvLine = makeCsvLine({ separator: 'comma', decimal: 'point' });
const line = (...cells: Cell[]): string => csvLine(cells).replace(/\r\n$/, '');

describe('a cell that a spreadsheet would run', () => {
  it.each(SIGNS)('begins with an apostrophe before %s, whatever stands before the sign', (sign) => {
    expect(line(`${sign}SUM(A1)`)).toBe(`'${sign}SUM(A1)`);
    expect(line(` ${sign}SUM(A1)`)).toBe(` '${sign}SUM(A1)`);
  });
  it.each(['\n', '\r', '\t'])('begins with an apostrophe before %j', (control) => {
    expect(line(`${control}text`)).toBe(`"'${control}text"`);
    expect(line(`${control}=1+1`)).not.toMatch(/[\s"]=/);
  });
  it.each(AFTER.flatMap((separator) => SIGNS.map((sign) => [separator, sign] as const)))(
    'is none after %j either: %s',
    (separator, sign) => {
      const written = line(`a${separator}${sign}cmd()`);
      expect(written).toContain(`'${sign}cmd()`);
    },
  );
});

it.each(['-1,5+A1', '-1,+A1', 'a;-1,5+A1', '"-1,5+A1', '-1.5,2+A1'])(
  'is no number to a spreadsheet whose decimal sign is a comma: %s',
  (cell) => {
    expect(line(cell)).toMatch(/'-1/);
  },
);

it.each([
  ['comma', 'point', '"a;b","a,b",1.5,-1e-7,true\r\n'],
  ['semicolon', 'comma', '"a;b";"a,b";1,5;-1e-7;true\r\n'],
  ['tab', 'comma', '"a;b"\t"a,b"\t1,5\t-1e-7\ttrue\r\n'],
  ['comma', 'comma', '"a;b","a,b","1,5",-1e-7,true\r\n'],
] as const)('parts by a %s, with a decimal %s', (separator, decimal, written) => {
  expect(makeCsvLine({ separator, decimal })(['a;b', 'a,b', 1.5, -1e-7, true])).toBe(written);
});

it.each([
  ['-1.5', '-1.5'],
  ['-1,5', '"-1,5"'],
  [-1.5, '-1.5'],
  ['1e-7', '1e-7'],
  ['21.02,-105.8', '"21.02,-105.8"'],
  ['Hà Nội, - thủ đô', '"Hà Nội, - thủ đô"'],
  ['a[,]b', '"a[,]b"'],
  ["nhà 'A'", `nhà 'A'`],
  ['x"y', '"x""y"'],
  [undefined, ''],
  [true, 'true'],
])('leaves %j as it is', (cell, written) => {
  expect(line(cell)).toBe(written);
});

it.each(['"', ' ', ';"', '; ', '\n', ',-1', '='])('comes to an end with %j a million times', (piece) => {
  expect(csvLine([`${piece.repeat(1_000_000)}=1`]).length).toBeGreaterThan(1_000_000);
});
