/** A number as people of the language type it: 8,5 or 8.5; null where it is none. */
export function numberIn(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,6}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

/** A number as a field shows it. */
export const numberText = (value: number | null, locale: string): string => {
  if (value === null) return '';
  return locale === 'vi' ? String(value).replace('.', ',') : String(value);
};
