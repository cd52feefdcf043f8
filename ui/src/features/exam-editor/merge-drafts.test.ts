import type { ExamDraft } from '@chuyen-de/contracts';
import { aDraft } from '../../../test/made-exam-builders.ts';
import { isSame } from '../../lib/is-same.ts';
import { mergeDrafts } from './merge-drafts.ts';

const row = (level: 'recall' | 'application', count: number) => ({ topic: 'CD01', level, count });
const fixed = (...codes: string[]) => codes.map((question) => ({ topic: 'CD01', question }));
const base = aDraft({ blueprint: [row('recall', 2)], fixed: fixed('A', 'B') });
const with_ = (over: Partial<ExamDraft>): ExamDraft => ({ ...base, ...over });

describe('drafts that two have changed', () => {
  it.each<[string, Partial<ExamDraft>, Partial<ExamDraft>, Partial<ExamDraft>]>([
    ['settings', { minutes: 60 }, { passMark: 6 }, { minutes: 60, passMark: 6 }],
    [
      'languages of a title',
      { title: { vi: 'Mới', en: '' } },
      { title: { vi: 'Kiểm tra', en: 'New' } },
      { title: { vi: 'Mới', en: 'New' } },
    ],
    [
      'cells of the blueprint',
      { blueprint: [row('recall', 3)] },
      { blueprint: [row('recall', 2), row('application', 1)] },
      { blueprint: [row('recall', 3), row('application', 1)] },
    ],
    [
      'a cell that was emptied, and one that was filled',
      { blueprint: [] },
      { blueprint: [row('recall', 2), row('application', 1)] },
      { blueprint: [row('application', 1)] },
    ],
    [
      'questions put in and taken out',
      { fixed: fixed('A', 'B', 'C') },
      { fixed: fixed('B', 'D') },
      { fixed: fixed('B', 'D', 'C') },
    ],
    ['an order, where the other left them', { fixed: fixed('B', 'A') }, {}, { fixed: fixed('B', 'A') }],
    ['the same change', { minutes: 60 }, { minutes: 60 }, { minutes: 60 }],
  ])('have the changes of both: %s', (_what, mine, theirs, expected) => {
    for (const prefer of ['mine', 'theirs'] as const) {
      const merged = mergeDrafts(base, { mine: with_(mine), theirs: with_(theirs) }, prefer);
      expect(merged).toEqual({ draft: with_(expected), contested: [] });
    }
  });

  it.each<['mine' | 'theirs', number, number]>([
    ['mine', 60, 5],
    ['theirs', 30, 7],
  ])('name what both have changed otherwise, and take %s there', (prefer, minutes, count) => {
    const mine = with_({ minutes: 60, passMark: 6, blueprint: [row('recall', 5)] });
    const theirs = with_({ minutes: 30, attempts: 2, blueprint: [row('recall', 7)] });
    const merged = mergeDrafts(base, { mine, theirs }, prefer);
    expect(merged.contested.sort()).toEqual(['blueprint', 'minutes']);
    expect(merged.draft).toEqual(
      with_({ minutes, passMark: 6, attempts: 2, blueprint: [row('recall', count)] }),
    );
  });

  it('are the same whatever the order of members', () => {
    const { review, ...others } = base;
    const { during, ...after } = review;
    expect(isSame({ review: { ...after, during }, ...others }, base)).toBe(true);
    expect(isSame(with_({ minutes: 1 }), base)).toBe(false);
  });
});
