import { makeHeldOnDevice } from '../lib/held-in-tab.ts';

/** What offices of the state, and those of the Party, write on top; or nothing. */
export const TOPS = ['state', 'party', 'none'] as const;

/** The lines above a document; what is empty leaves no line. */
export const HEADING_LINES = ['authority', 'school', 'occasion', 'place'] as const;
type HeadingLine = (typeof HEADING_LINES)[number];

export type Heading = Record<HeadingLine, string> & { top: (typeof TOPS)[number] };

const BLANK: Heading = { top: 'state', authority: '', school: '', occasion: '', place: '' };

const held = makeHeldOnDevice('chuyen-de.exam-documents.heading');

/** The heading that was used last on this device. */
export function rememberedHeading(): Heading {
  try {
    const known = JSON.parse(held.get() ?? '{}') as Partial<Record<keyof Heading, unknown>>;
    const lines = HEADING_LINES.map((line) => [line, typeof known[line] === 'string' ? known[line] : '']);
    return {
      ...BLANK,
      ...(Object.fromEntries(lines) as Record<HeadingLine, string>),
      top: TOPS.find((top) => top === known.top) ?? BLANK.top,
    };
  } catch {
    return BLANK;
  }
}

export const rememberHeading = (heading: Heading): void => held.set(JSON.stringify(heading));
