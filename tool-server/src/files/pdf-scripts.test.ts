import { deflateSync } from 'node:zlib';
import { pdfHasScript } from './pdf-scripts.ts';

const has = (text: string): boolean => pdfHasScript(Buffer.from(`%PDF-1.7\n${text}\n%%EOF`, 'latin1'));
const packed = (text: string): string =>
  `<< /Type /ObjStm >> stream\n${deflateSync(text).toString('latin1')}endstream\n`;

describe('a document', () => {
  it.each([
    '/S /JavaScript',
    '/JS (x)',
    '/#4aS (x)',
    '/#4A#53 (x)',
    '/Java#53cript (x)',
    '/Launch<<',
    '/RichMedia/x',
    '/XFA[',
    packed('<< /S /J#61vaScript >>'),
    `${packed('<< >>')}${packed('/JS(x)')}`,
  ])('that says %j runs something', (text) => {
    expect(has(text)).toBe(true);
  });

  it.each(['JS', '/JSON', '/JS#41', '/JSa', '/LaunchPad', '/j#53', '/XFA1', packed('<< /Type /Page >>')])(
    'that says %j runs nothing',
    (text) => {
      expect(has(text)).toBe(false);
    },
  );

  it('with more packed parts than are looked into may run something', () => {
    const empty = packed('');
    expect(has(empty.repeat(100))).toBe(false);
    expect(has(empty.repeat(50_001))).toBe(true);
  });
});
