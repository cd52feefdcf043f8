import type { FileKind } from '@chuyen-de/contracts';

/** How a file is handed out, by the end of its address. */
export const MEDIA_TYPES = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  webm: 'video/webm',
  mp4: 'video/mp4',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  vtt: 'text/vtt; charset=utf-8',
} as const;
export type FileEnding = keyof typeof MEDIA_TYPES;

export const isEnding = (text: string): text is FileEnding => Object.hasOwn(MEDIA_TYPES, text);

/**
 * Which endings each kind takes, by the type that the content has. Everything that browsers run (SVG, HTML) and every
 * archive is missing on purpose.
 */
const TAKEN: Record<Exclude<FileKind, 'captions'>, Record<string, FileEnding>> = {
  image: { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/gif': 'gif' },
  document: {
    [MEDIA_TYPES.pdf]: 'pdf',
    [MEDIA_TYPES.docx]: 'docx',
    [MEDIA_TYPES.pptx]: 'pptx',
  },
  video: { 'video/webm': 'webm', 'video/mp4': 'mp4' },
  audio: { 'audio/ogg': 'ogg', 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a', 'audio/x-m4a': 'm4a' },
};

/** The ending of a file of a kind, by the type of its content; undefined where the kind does not take it. */
export const endingOf = (
  kind: Exclude<FileKind, 'captions'>,
  mime: string | undefined,
): FileEnding | undefined => {
  const plain = mime?.split(';')[0]?.trim();
  return plain === undefined ? undefined : TAKEN[kind][plain];
};
