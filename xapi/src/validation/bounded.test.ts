import fc from 'fast-check';
import { durationSeconds } from '../analysis/duration.ts';
import { LONGEST } from './bounded.ts';
import { isDuration } from './duration.ts';
import { isIri, isMailto, isUri, isVersion1, isVersion2 } from './formats.ts';
import { isLanguageTag } from './language.ts';
import { parseMediaType } from './media-type.ts';
import { isTimestamp, toUtc } from './timestamp.ts';

const isMediaType = (text: string): boolean => parseMediaType(text) !== undefined;

/** Each form with a text of exactly so many characters that has it. */
const FORMS: [string, number, (length: number) => string, (text: string) => boolean][] = [
  ['IRI', LONGEST.iri, (length) => 'urn:'.padEnd(length, 'a'), isIri],
  ['URI', LONGEST.iri, (length) => 'urn:'.padEnd(length, 'a'), isUri],
  ['mail address', LONGEST.mailto, (length) => `mailto:${'a'.repeat(length - 14)}@vd.edu`, isMailto],
  ['duration', LONGEST.duration, (length) => `P${'1'.repeat(length - 2)}D`, isDuration],
  ['duration in seconds', LONGEST.duration, (l) => `P${'1'.repeat(l - 2)}D`, (t) => !!durationSeconds(t)],
  [
    'timestamp',
    LONGEST.timestamp,
    (length) => `${'2026-01-01T00:00:00.'.padEnd(length - 1, '1')}Z`,
    (text) => isTimestamp(text, '1.0.3') && isTimestamp(text, '2.0.0') && toUtc(text) !== undefined,
  ],
  [
    'language tag',
    LONGEST.languageTag,
    (length) => `vi-x-${'a1-'.repeat(length)}`.slice(0, length - 1) + 'a',
    isLanguageTag,
  ],
  ['media type', LONGEST.mediaType, (length) => 'text/'.padEnd(length, 'a'), isMediaType],
  ['version 1.0', LONGEST.version, (length) => '1.0.0-'.padEnd(length, 'a'), isVersion1],
  ['version 2.0', LONGEST.version, (length) => '2.0.0-'.padEnd(length, 'a'), isVersion2],
];

describe.each(FORMS)('the form of a %s', (_name, longest, textOf, hasForm) => {
  it('is told up to its bound and for nothing longer', () => {
    expect(hasForm(textOf(longest))).toBe(true);
    expect(hasForm(textOf(longest + 1))).toBe(false);
  });

  it('is refused to whatever is longer before any expression sees it', () => {
    // Texts of a megabyte: an expression that went over them more than once would not come to an end.
    const pieces = fc.constantFrom('0', '0.', '1,', 'a', '-a', ' ', '@', ';', '"', '\\', '%20', textOf(30));
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 4 }), pieces, (some, last) => {
        const piece = some.join('');
        expect(hasForm(piece.repeat(Math.ceil(1_000_000 / piece.length)) + last)).toBe(false);
        expect(hasForm(textOf(longest) + piece.repeat(100_000) + last)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});
