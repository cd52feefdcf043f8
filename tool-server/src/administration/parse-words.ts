import { isPlainText } from '@chuyen-de/question-types';
import { InvalidArgumentError } from 'commander';

/** Reads words that are kept and shown: a note, a reason. */
export function parseWords(text: string): string {
  if (!isPlainText(text))
    throw new InvalidArgumentError('It has a control character, or half of a character.');
  return text;
}
