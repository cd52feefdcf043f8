/** Words for an option, as teachers write them in its text. */
const OPTION =
  '(?:đáp án|phương án|lựa chọn|câu trả lời|câu|ý kiến|ý|options?|answers?|choices?|statements?)';
const NUMBER = '(?:hai|ba|bốn|năm|sáu|[2-6]|two|three|four|five)';
const VERDICT =
  '(?:(?:không|chưa|not) )?(?:đúng|sai|chính xác|phù hợp|hợp lý|hợp lí|correct|right|true|incorrect|wrong|false)(?: (?:cả|hết|nhất))?';
const IS = '(?:(?:đều|cùng|là|are|is|was|were) )*';
/** The end of an option: that the others are right, or wrong. */
const END = `(?: ${IS}${VERDICT})?$`;
const ABOVE =
  '(?:(?:(?:đã )?(?:nêu|kể|nói)|vừa nêu|như|ở) )?(?<!(?:cấp|bề|bậc|tầng|phía|hàng|tuyến|mặt) )trên(?: đây)?';
const LETTER = '[a-h]';
const AND = '(?: ?[,;] ?(?:và |hoặc |and |or )?| ?[&+] ?| (?:và|hoặc|and|or) )';
const LETTERS = `${LETTER}(?:${AND}(?:${OPTION} )?${LETTER})+`;

/** What an option says that means others by their letters or their places, or all of them at once. */
const MEANS_OTHERS = [
  // Tất cả các phương án trên; cả ba ý nêu trên đều đúng; các đáp án trên đều sai
  `^(?:tất cả|toàn bộ|cả|các|những|không phải)(?: [\\p{L}\\d]+){0,6} ${ABOVE}${END}`,
  // Không có phương án nào trên đây đúng
  `^không(?: có)?(?: một)? ${OPTION}(?: nào)?(?: ${ABOVE})?(?: nào)?${END}`,
  // Tất cả đều đúng; cả ba đáp án
  `^(?:tất cả|cả ${NUMBER})(?: (?:các|những))?(?: ${OPTION})? (?:đều )${IS}${VERDICT}$`,
  `^(?:tất cả|cả ${NUMBER})(?: (?:các|những))? ${OPTION}${END}`,
  // Cả A, B và C đều đúng; đáp án A và C
  `^(?:(?:cả|gồm|bao gồm|chỉ(?: có)?|các|những|both|only|either|neither|all of|${OPTION}) )+(?:${NUMBER} )?(?:${OPTION} )?${LETTERS}(?: only)?${END}`,
  // neither A nor B
  `^neither ${LETTER} nor ${LETTER}${END}`,
  // A và B đều đúng; A và B only
  `^${LETTERS} ${IS}${VERDICT}$`,
  `^${LETTERS} only$`,
  // A đúng, B sai; chỉ câu C đúng
  `^(?:chỉ |only )?(?:${OPTION} )?${LETTER} ${IS}${VERDICT}(?:${AND}(?:${OPTION} )?${LETTER} ${IS}${VERDICT})*$`,
  // all of the above; none of these answers are correct
  `^(?:all|both|none|neither|any|not any)(?: of)?(?: (?:the|these|those))?(?: ${NUMBER})?(?: ${OPTION})?(?: (?:listed|given|mentioned))? above(?: ${OPTION})?${END}`,
  `^(?:all|both|none|neither) of (?:them|these|those|(?:the|these|those) ${OPTION})${END}`,
  `^(?:all|no|none)(?: the)?(?: ${OPTION})? ${IS}${VERDICT}$`,
];

/** A list of nothing but letters means other options only where it is written in capitals. */
const BARE_LETTERS = new RegExp(
  `^${LETTERS.replaceAll(LETTER, '[A-H]')}$`.replaceAll('và', '(?:và|va)'),
  'u',
);

const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D').normalize('NFC');

const asOne = (patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'), 'iu');
const MARKED = asOne(MEANS_OTHERS);
/** For those who write without marks. */
const UNMARKED = asOne(MEANS_OTHERS.map((pattern) => withoutMarks(pattern)));

/** Longer options say something of their own. */
const LONGEST = 90;

/** A text without what stands about its words: emphasis, brackets, quotes, the full stop. */
const bare = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[*_`"'“”‘’«»()[\].!:;…]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();

/**
 * Whether an option means other options by their letters or places, or all of them: "Tất cả các phương án trên", "Cả A
 * và B", "None of the above". Shuffled, it says something else. "Các phương án còn lại" may stand anywhere.
 */
export function meansOtherOptions(text: string): boolean {
  if (text.length > LONGEST) return false;
  const said = bare(text);
  return (
    BARE_LETTERS.test(said) ||
    MARKED.test(said) ||
    (/^\P{M}*$/u.test(said.normalize('NFD')) && !/đ/iu.test(said) && UNMARKED.test(said))
  );
}

interface Option {
  id: string;
  text: { vi: string; en?: string | undefined };
}

/** A question of any type; those that choose have options. */
interface MaybeWithOptions {
  type: string;
  options?: readonly Option[];
}

/** The options of a question that mean others. Where all say nothing but letters (points, teams), these are not options. */
export function optionsThatMeanOthers({ options = [] }: MaybeWithOptions): Option[] {
  const found = options.filter(({ text }) =>
    [text.vi, text.en ?? ''].some((said) => meansOtherOptions(said)),
  );
  return found.length === options.length ? [] : found;
}
