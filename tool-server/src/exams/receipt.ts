import { createHash, createHmac } from 'node:crypto';
import { groupedCode } from '@chuyen-de/contracts';
import { typeOf, type QuestionResponse } from '@chuyen-de/question-types';
import { isSameSecret } from '../kernel/is-same-secret.ts';
import { readableLetters } from '../kernel/readable-letters.ts';
import type { Attempt, EndedAttempt, StoredAnswers } from './attempt.model.ts';

const LENGTH = 8;

const lettersOf = (digest: Buffer): string => readableLetters(digest.subarray(0, LENGTH));

/**
 * A short code that a learner can quote as proof of what was handed in: it follows from the attempt and
 * its answers, with how certain their learner was where they said so, and with what was tried before, so that stored
 * answers can be checked against a receipt.
 * @param tries what was checked, where an answer could be tried several times
 */
export function receiptOf(
  registration: string,
  answers: StoredAnswers,
  tries: Attempt['steps'] = {},
): string {
  const textOf = (response: QuestionResponse): string => typeOf(response.type).plainText(response);
  const handedIn = Object.entries(answers)
    .map(([slot, { response, certainty }]) => {
      const said = `${slot}:${textOf(response)}`;
      // No answer has these characters in it, so that no text reads like another one with its certainty or its tries.
      const sure = certainty === undefined ? '' : `\u0000${certainty}`;
      const tried = (tries[slot] ?? []).map((step) => `\u0001${textOf(step.response)}`);
      return [said, sure, ...tried].join('');
    })
    .sort();
  const digest = createHash('sha256')
    .update([registration, ...handedIn].join('\n'))
    .digest();
  return groupedCode(lettersOf(digest));
}

/**
 * Proves receipts: whoever made one up would have to guess as many characters again, whatever receipts they know.
 * @param key of the installation, for this purpose alone
 */
export function makeReceiptProof(key: Buffer) {
  const proofOf = (attemptId: string, receipt: string): string =>
    lettersOf(createHmac('sha256', key).update(`${attemptId}\n${receipt}`).digest());
  return {
    /** A receipt with its proof, as people copy it. */
    codeOf: ({ _id, receipt }: Pick<EndedAttempt, '_id' | 'receipt'>): string =>
      `${receipt}-${groupedCode(proofOf(_id, receipt))}`,
    isProven: (attemptId: string, receipt: string, proof: string): boolean =>
      isSameSecret(proofOf(attemptId, receipt), proof),
  };
}

export type ReceiptProof = ReturnType<typeof makeReceiptProof>;
