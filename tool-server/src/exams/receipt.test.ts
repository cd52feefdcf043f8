import type { Certainty } from '@chuyen-de/contracts';
import { receiptOf } from './receipt.ts';

const answer = (response: Parameters<typeof receiptOf>[1][string]['response']) => ({
  response,
  seq: 1,
  at: 1,
  flagged: false,
  savedAt: new Date(1),
});

describe('a receipt', () => {
  const answers = {
    1: answer({ type: 'single-choice', selected: ['b'] }),
    2: answer({ type: 'multiple-choice', selected: ['c', 'a'] }),
    3: answer({ type: 'single-choice', selected: [] }),
  };

  it('is the one that earlier releases gave for the same answers', () => {
    expect(receiptOf('registration-1', answers)).toBe('CR8W-R7A1');
  });

  it('is another one for other answers', () => {
    const others = { ...answers, 3: answer({ type: 'single-choice', selected: ['a'] }) };
    expect(receiptOf('registration-1', others)).not.toBe('CR8W-R7A1');
  });

  it('is another one for each certainty of the same answers', () => {
    const receipts = [undefined, 1, 2, 3].map((certainty) =>
      receiptOf('registration-1', {
        ...answers,
        1: { ...answers[1], ...(certainty && { certainty: certainty as Certainty }) },
      }),
    );
    expect(receipts[0]).toBe('CR8W-R7A1');
    expect(new Set(receipts).size).toBe(4);
  });
});
