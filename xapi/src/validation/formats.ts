import { bounded, LONGEST } from './bounded.ts';
import { text } from './structure.ts';

/**
 * An IRI by best effort: a scheme, a colon, and after it none of the characters that RFC 3987 leaves out.
 * @see RFC 3987 §2.2; xAPI 1.0.3 Data §2.2 "containing IRL or IRI values without a scheme"
 */
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]{0,99}:[^]/;
/** What it may not hold is looked for, and not what it may: that needs no stack as long as the text. */
const NOT_IN_IRI = /[\p{Cc}\p{Zs}\p{Zl}\p{Zp}\p{Cs}<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})/u;
const NOT_IN_URI = /[^!#-;=?-Z[\]_a-z~]|%(?![0-9A-Fa-f]{2})/;

const isWithinIri = (text: string): boolean => text.length <= LONGEST.iri;

export const isIri = (value: unknown): value is string =>
  typeof value === 'string' && isWithinIri(value) && SCHEME.test(value) && !NOT_IN_IRI.test(value);

/** A URI is an IRI of ASCII alone. @see RFC 3986 */
export const isUri = (value: unknown): value is string =>
  typeof value === 'string' && isWithinIri(value) && SCHEME.test(value) && !NOT_IN_URI.test(value);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** In the standard form of RFC 4122. @see xAPI 1.0.3 Data §4.1 "UUIDs" */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

const isAddress = bounded(
  LONGEST.mailto,
  /^mailto:[^\p{Cc}\s@<>"(),:;\\[\]?]+@(?:[^\p{Cc}\s@<>"(),:;\\[\]?#/%]+|\[[0-9A-Za-z:.]+\])$/u,
);

/** `mailto:` and one address. @see xAPI 1.0.3 Data §2.4.2.3; xAPI 2.0 §4.2.2.1 */
export const isMailto = (value: unknown): value is string => isAddress(value);

const SHA1 = /^[0-9a-f]{40}$/i;
export const isSha1 = (value: unknown): value is string => typeof value === 'string' && SHA1.test(value);

/** `1.0`, `1.0.x`. @see xAPI 1.0.3 Data §2.4.10 */
export const isVersion1 = bounded(
  LONGEST.version,
  /^1\.0(?:\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)?$/,
);
/** `2.0`, `2.0.x`. @see xAPI 2.0 §4.2.4.3 */
export const isVersion2 = bounded(
  LONGEST.version,
  /^2\.0(?:\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)?$/,
);

/** In characters of either case. @see xAPI 1.0.3 Data §2.4.11 "sha2": SHA-224, 256, 384 or 512 (FIPS 180-4) */
const SHA2 = /^(?:[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;
export const isSha2 = (value: string): boolean => SHA2.test(value);

export const iri = text(`this is an IRI with its scheme, of at most ${LONGEST.iri} characters`, isIri);
export const uuid = text('this is a UUID in its standard form', isUuid);
export const string = text('this is a string');
