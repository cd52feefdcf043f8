import { broken, type Check } from './fault.ts';
import { iri, isSha2 } from './formats.ts';
import { languageMap } from './language.ts';
import { parseMediaType } from './media-type.ts';
import { listOf, object, text } from './structure.ts';

const length: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? undefined
    : broken('length is a whole number of octets');

/** @see xAPI 1.0.3 Data §2.4.11; xAPI 2.0 §4.2.2.6 */
export const attachments = listOf(
  'attachments',
  object({
    name: 'an attachment',
    required: ['usageType', 'display', 'contentType', 'length', 'sha2'],
    properties: {
      usageType: iri,
      display: languageMap,
      description: languageMap,
      contentType: text(
        'contentType is an Internet media type',
        (value) => parseMediaType(value) !== undefined,
      ),
      length,
      sha2: text('sha2 is a SHA-2 in hexadecimal', isSha2),
      fileUrl: iri,
    },
  }),
);
