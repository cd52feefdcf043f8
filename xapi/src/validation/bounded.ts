/** Characters at the most of texts whose form is checked: far more than anything meant has. */
export const LONGEST = {
  iri: 8_192,
  /** An id of somebody within a system: LTI has at most 255 for it. */
  accountName: 1_000,
  /** RFC 5321 §4.5.3.1 has at most 320 for an address. */
  mailto: 512,
  duration: 128,
  timestamp: 64,
  /** RFC 5646 §4.4.1 asks for at least 35. */
  languageTag: 100,
  mediaType: 1_024,
  version: 64,
} as const;

/**
 * Whether a text has the form of an expression. What is longer than anything meant is refused before the expression
 * sees it: how long that takes is then bounded, whatever the expression.
 */
export const bounded =
  (longest: number, expression: RegExp) =>
  (text: unknown): boolean =>
    typeof text === 'string' && text.length <= longest && expression.test(text);
