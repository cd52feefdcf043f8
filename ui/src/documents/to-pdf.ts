import bold from '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf?url';
import italic from '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf?url';
import boldItalic from '@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf?url';
import regular from '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf?url';
import pdfMake from 'pdfmake/build/pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';
import type { PrintedDocument } from './document.ts';
import { PDF_FONT, pdfContent } from './pdf-content.ts';

/** Whole fonts: a part of one would lack letters of somebody's name. */
const addressOf = (file: string): string => new URL(file, document.baseURI).href;

/** A file (PDF) of what pdfmake takes, in the font that documents are set in. */
export async function writePdf(definition: TDocumentDefinitions): Promise<ArrayBuffer> {
  pdfMake.addFonts({
    [PDF_FONT]: {
      normal: addressOf(regular),
      bold: addressOf(bold),
      italics: addressOf(italic),
      bolditalics: addressOf(boldItalic),
    },
  });
  return (await pdfMake.createPdf(definition).getBlob()).arrayBuffer();
}

/** A document as a file of its pages (PDF). */
export const toPdf = (printed: PrintedDocument): Promise<ArrayBuffer> => writePdf(pdfContent(printed));
