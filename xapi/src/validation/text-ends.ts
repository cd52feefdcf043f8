/** How many characters a text has without those of one kind at its end. An expression would take the square of it. */
function lengthWithout(text: string, ending: string): number {
  let length = text.length;
  while (length > 0 && text.charAt(length - 1) === ending) length -= 1;
  return length;
}

/** `https://lrs.example/xapi//` without the slashes at its end. */
export const withoutEndingSlashes = (address: string): string =>
  address.slice(0, lengthWithout(address, '/'));

/** The digits of a fraction without the noughts at their end. */
export const withoutEndingNoughts = (digits: string): string => digits.slice(0, lengthWithout(digits, '0'));
