import { createHash } from 'node:crypto';
import { typeOf } from '@chuyen-de/question-types';
import type { StoredAnswers } from './attempt.model.ts';

/** Crockford's alphabet: no letter that reads like another letter or a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/**
 * A short code that a learner can quote as proof of what was handed in: it follows from the attempt and
 * its answers, with how certain their learner was where they said so, so that stored answers can be checked against a receipt.
 */
export function receiptOf(registration: string, answers: StoredAnswers): string {
  const handedIn = Object.entries(answers)
    .map(([slot, { response, certainty }]) => {
      const said = `${slot}:${typeOf(response.type).plainText(response)}`;
      // No answer has this character in it, so that no text reads like another one with its certainty.
      return certainty === undefined ? said : `${said}\u0000${certainty}`;
    })
    .sort();
  const digest = createHash('sha256')
    .update([registration, ...handedIn].join('\n'))
    .digest();
  const code = [...digest.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}
