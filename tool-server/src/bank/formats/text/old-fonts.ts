/** How a font of before Unicode has letters in the places of others. */
export type OldFont = 'tcvn3' | 'tcvn3-capitals' | 'vni';

/**
 * What letters a font shows where others stand: `.VnTime` (TCVN3), `.VnTimeH` (the same places, all capitals) and
 * `VNI-Times`. Undefined: those of Unicode.
 */
export function oldFontOf(name: string | undefined): OldFont | undefined {
  if (name === undefined) return undefined;
  if (/^\.vn/iu.test(name)) return /H$/u.test(name.trim()) ? 'tcvn3-capitals' : 'tcvn3';
  return /^vni[\s-]/iu.test(name) ? 'vni' : undefined;
}

/** @see TCVN 5712:1993, VN3 */
const TCVN3_CODES =
  'a1Ăa2Âa3Êa4Ôa5Ơa6Ưa7Đa8ăa9âaaêabôacơadưaeđb5àb6ảb7ãb8áb9ạbbằbcẳbdẵbeắc6ặc7ầc8ẩc9ẫcaấcbậccèceẻcfẽd0éd1ẹd2ềd3ểd4ễd5ếd6ệd7ìd8ỉdcĩddídeịdfòe1ỏe2õe3óe4ọe5ồe6ổe7ỗe8ốe9ộeaờebởecỡedớeeợefùf1ủf2ũf3úf4ụf5ừf6ửf7ữf8ứf9ựfaỳfbỷfcỹfdýfeỵ';
const TCVN3 = new Map(
  [...TCVN3_CODES.normalize('NFC').matchAll(/([0-9a-f]{2})(\P{ASCII})/gu)].map(
    ([, code = '', letter = '']) => [String.fromCharCode(parseInt(code, 16)), letter] as const,
  ),
);

const fromTcvn3 = (text: string): string =>
  Array.from(text)
    .map((character) => TCVN3.get(character) ?? character)
    .join('');

const [GRAVE, ACUTE, TILDE, HOOK, DOT] = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const [CIRCUMFLEX, BREVE] = ['\u0302', '\u0306'];

/** What a letter puts on the vowel before it. */
const VNI_MARKS = new Map(
  Object.entries({
    ...{ ù: ACUTE, ø: GRAVE, û: HOOK, õ: TILDE, ï: DOT },
    ...{ â: CIRCUMFLEX, á: `${CIRCUMFLEX}${ACUTE}`, à: `${CIRCUMFLEX}${GRAVE}`, å: `${CIRCUMFLEX}${HOOK}` },
    ...{ ã: `${CIRCUMFLEX}${TILDE}`, ä: `${CIRCUMFLEX}${DOT}` },
    ...{ ê: BREVE, é: `${BREVE}${ACUTE}`, è: `${BREVE}${GRAVE}`, ú: `${BREVE}${HOOK}` },
    ...{ ü: `${BREVE}${TILDE}`, ë: `${BREVE}${DOT}` },
  }),
);
/** Letters that stand alone. */
const VNI_LETTERS = new Map(
  Object.entries({ ô: 'ơ', ö: 'ư', ñ: 'đ', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' }).flatMap(([code, letter]) => [
    [code, letter] as const,
    [code.toUpperCase(), letter.toUpperCase()] as const,
  ]),
);
const VNI_VOWELS = 'aeouyôöAEOUYÔÖ';

function fromVni(text: string): string {
  let read = '';
  let isVowel = false;
  for (const character of text.normalize('NFC')) {
    const marks: string | undefined = isVowel ? VNI_MARKS.get(character.toLowerCase()) : undefined;
    read += marks ?? VNI_LETTERS.get(character) ?? character;
    isVowel = marks === undefined && VNI_VOWELS.includes(character);
  }
  return read.normalize('NFC');
}

/** Letters that only Unicode has: whoever typed them was not using the places of the font. */
const UNICODE_LETTERS = /[\u0102-\u01B0\u1EA0-\u1EF9]|\p{M}/u;
/** Fonts with places of their own are stored here by some programs. */
const SYMBOLS = /[\uF0A1-\uF0FF]/gu;

/** A text as its font shows it. */
export function asShown(text: string, font: OldFont): string {
  const stored = text.replace(SYMBOLS, (symbol) => String.fromCharCode(symbol.charCodeAt(0) - 0xf000));
  if (UNICODE_LETTERS.test(stored)) return text;
  if (font === 'vni') return fromVni(stored);
  return font === 'tcvn3' ? fromTcvn3(stored) : fromTcvn3(stored).toUpperCase();
}
