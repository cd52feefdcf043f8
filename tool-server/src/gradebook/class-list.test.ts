import type { Score } from '@chuyen-de/contracts';
import {
  figuresOf,
  mayRetryAny,
  pageOfClass,
  type ClassEntry,
  type ClassRequest,
} from './class-list.rules.ts';
import type { Work } from './class-row.rules.ts';

const aScore = (outOfTen: number): Score => ({
  given: outOfTen,
  maximum: 10,
  outOfTen,
  passed: outOfTen >= 5,
});
const aWork = (over: Partial<Work> = {}): Work => ({
  state: 'open',
  attempts: 1,
  startedAt: new Date('2026-03-02T08:00:00Z'),
  lastSavedAt: undefined,
  doneAt: undefined,
  progress: 0,
  score: undefined,
  replayedLate: 0,
  lateSeconds: 0,
  underWay: undefined,
  ...over,
});
const done = (outOfTen: number, minute: number): Work =>
  aWork({ state: 'done', score: aScore(outOfTen), doneAt: new Date(Date.UTC(2026, 2, 2, 9, minute)) });

let ids = 0;
const anEntry = (name: string | undefined, over: Partial<ClassEntry> = {}): ClassEntry => ({
  person: { id: (++ids).toString(16).padStart(24, '0'), name, email: undefined },
  inRoster: true,
  work: undefined,
  grade: undefined,
  ...over,
});
const pageOf = (entries: ClassEntry[], over: Partial<ClassRequest> = {}) =>
  pageOfClass(entries, { filter: 'all', order: 'name', search: '', page: 1, ...over });
const namesIn = (...args: Parameters<typeof pageOf>) =>
  pageOf(...args).entries.map(({ person }) => person.name ?? null);

describe('a page of a class', () => {
  const people = [
    anEntry('Trần Văn Đức', { work: aWork() }),
    anEntry(undefined),
    anEntry('Lê An', { work: done(6.5, 1) }),
    anEntry('Bùi Hòa', { work: done(9, 0), grade: { state: 'refused', reason: 'column_gone' } }),
    anEntry('Lê Đạt'),
  ];

  it('is in the order of Tên, those without a name at the end', () => {
    expect(namesIn(people)).toEqual(['Lê An', 'Lê Đạt', 'Trần Văn Đức', 'Bùi Hòa', null]);
  });

  it('puts the highest scores first, or the latest, those of neither by name after them', () => {
    expect(namesIn(people, { order: 'score' }).slice(0, 3)).toEqual(['Bùi Hòa', 'Lê An', 'Lê Đạt']);
    expect(namesIn(people, { order: 'latest' }).slice(0, 4)).toEqual([
      'Lê An',
      'Bùi Hòa',
      'Trần Văn Đức',
      'Lê Đạt',
    ]);
  });

  it('finds people without marks, by name, number and e-mail address', () => {
    expect(namesIn(people, { search: 'd' })).toEqual(['Lê Đạt', 'Trần Văn Đức']);
    expect(namesIn(people, { search: '00000' })).toEqual([null]);
    const mailed = anEntry('Lê An', { person: { id: '0'.repeat(24), name: 'Lê An', email: 'la@x.example' } });
    expect(namesIn([...people, mailed], { search: 'x.example an' })).toEqual(['Lê An']);
  });

  it.each([
    ['open', ['Trần Văn Đức']],
    ['done', ['Lê An', 'Bùi Hòa']],
    ['not-started', ['Lê Đạt', null]],
    ['grade', ['Bùi Hòa']],
  ] as const)('shows by state: %s', (filter, names) => {
    expect(namesIn(people, { filter })).toEqual(names);
  });

  it('holds fifty; of a page that is no more the last one is shown', () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      anEntry(`Người ${String(index).padStart(3, '0')}`),
    );
    expect(namesIn(many, { page: 3 })).toHaveLength(20);
    expect(namesIn(many, { page: 2 })[0]).toBe('Người 050');
    expect(pageOf(many, { page: 9 })).toMatchObject({ found: 120, page: 3, pages: 3 });
    expect(pageOf([])).toEqual({ entries: [], found: 0, page: 1, pages: 1 });
  });

  it('has figures of everybody, and offers to send again what may arrive', () => {
    expect(figuresOf(people)).toEqual({ people: 5, started: 3, done: 2, mean: 7.75, gradesMissing: 1 });
    expect(figuresOf([]).mean).toBeNull();
    expect(mayRetryAny(people)).toBe(true);
    const left = anEntry('Ai', { inRoster: false, grade: { state: 'waiting', reason: null } });
    expect(mayRetryAny([left])).toBe(false);
  });
});
