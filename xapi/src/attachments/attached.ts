import type { JsonObject } from '../validation/structure.ts';

/** An attachment as a statement describes it. @see xAPI 1.0.3 Data §2.4.11 */
export interface AttachmentNote {
  usageType: string;
  contentType: string;
  sha2: string;
  fileUrl?: string;
}

/** What was attached. */
export interface Attachment {
  /** In lower case. */
  sha2: string;
  contentType: string;
  content: Buffer;
}

export const SIGNATURE = 'http://adlnet.gov/expapi/attachments/signature';

/** The attachments that a valid statement describes, each with its path, those of its substatement too. */
export function attachmentNotes(
  statement: JsonObject,
): { path: (string | number)[]; note: AttachmentNote }[] {
  const target = statement['object'] as JsonObject;
  const own = (statement['attachments'] ?? []) as AttachmentNote[];
  const inner = (
    target['objectType'] === 'SubStatement' ? (target['attachments'] ?? []) : []
  ) as AttachmentNote[];
  return [
    ...own.map((note, index) => ({ path: ['attachments', index], note })),
    ...inner.map((note, index) => ({ path: ['object', 'attachments', index], note })),
  ];
}
