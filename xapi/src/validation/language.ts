import { bounded, LONGEST } from './bounded.ts';
import { mapOf } from './structure.ts';
import { string } from './formats.ts';

const LANGTAG =
  '(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?' +
  '(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?';
const PRIVATE_USE = 'x(?:-[a-z0-9]{1,8})+';
const GRANDFATHERED =
  'en-GB-oed|i-ami|i-bnn|i-default|i-enochian|i-hak|i-klingon|i-lux|i-mingo|i-navajo|i-pwn|i-tao|i-tay|i-tsu|' +
  'sgn-BE-FR|sgn-BE-NL|sgn-CH-DE|art-lojban|cel-gaulish|no-bok|no-nyn|zh-guoyu|zh-hakka|zh-min|zh-min-nan|zh-xiang';
const hasItsForm = bounded(
  LONGEST.languageTag,
  new RegExp(`^(?:${LANGTAG}|${PRIVATE_USE}|${GRANDFATHERED})$`, 'i'),
);

/** @see RFC 5646 §2.1 */
export const isLanguageTag = (value: unknown): value is string => hasItsForm(value);

/** Text by language. @see xAPI 1.0.3 Data §4.2; xAPI 2.0 §4.2.7 "Language Maps" */
export const languageMap = mapOf(
  'a language map',
  isLanguageTag,
  'the key of a language map is a language tag of RFC 5646',
  string,
);
