import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { composed } from '../../documents/document.ts';
import { PDF_FONT } from '../../documents/pdf-content.ts';
import type { Paper } from './paper.ts';

/** A4, lying, in points. */
const WIDTH = 841.89;
const HEIGHT = 595.28;
const MARGIN = 54;

const line = (text: string, size: number, more: Partial<{ bold: boolean; italics: boolean }> = {}) => ({
  text: composed(text),
  fontSize: size,
  alignment: 'center' as const,
  ...more,
});

const frame = (inset: number, lineWidth: number) => ({
  type: 'rect' as const,
  x: inset,
  y: inset,
  w: WIDTH - 2 * inset,
  h: HEIGHT - 2 * inset,
  lineWidth,
  lineColor: '#8a1c1c',
});

const top = ({ authority, school, state }: Paper): Content => ({
  columns: [
    { width: '*', stack: [line(authority, 12), line(school, 12, { bold: true })] },
    {
      width: '*',
      stack: [line(state[0], 12, { bold: true }), line(state[1], 13, { bold: true })],
    },
  ],
});

/** Room for the signature and the seal lies above the name. */
const bottom = ({ number, checkedAt, address, dated, signerTitle, signer }: Paper): Content => ({
  absolutePosition: { x: MARGIN, y: HEIGHT - 220 },
  columns: [
    {
      width: '*',
      margin: [0, 20, 0, 0],
      stack: [
        { qr: address, fit: 96, alignment: 'center' },
        line(number, 11, { bold: true }),
        line(checkedAt, 9),
      ],
    },
    {
      width: '*',
      stack: [
        line(dated, 13, { italics: true }),
        line(signerTitle, 13, { bold: true }),
        { ...line(signer, 13, { bold: true }), margin: [0, 86, 0, 0] },
      ],
    },
  ],
});

/** A certificate as pdfmake takes it: one page, A4 lying. */
export const paperPdf = (paper: Paper): TDocumentDefinitions => ({
  info: { title: composed(`${paper.title} - ${paper.name}`), creator: 'Chuyên Đề' },
  pageSize: 'A4',
  pageOrientation: 'landscape',
  pageMargins: [MARGIN, 46, MARGIN, 40],
  defaultStyle: { font: PDF_FONT, lineHeight: 1.15 },
  background: { canvas: [frame(22, 2.5), frame(28, 0.75)] },
  content: [
    top(paper),
    { ...line(paper.title, 34, { bold: true }), color: '#8a1c1c', margin: [0, 34, 0, 6] },
    line(paper.certifies, 15, { italics: true }),
    { ...line(paper.name, 26, { bold: true }), margin: [0, 6, 0, 6] },
    line(paper.text, 15),
    { ...line(paper.programme, 17, { bold: true }), margin: [0, 4, 0, 0] },
    bottom(paper),
  ],
});
