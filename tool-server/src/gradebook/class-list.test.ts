import { setImmediate as turn } from 'node:timers/promises';
import type { Score } from '@chuyen-de/contracts';
import { figuresOf, mayRetryAny, type ClassEntry } from './class-list.rules.ts';
import type { Work } from './class-row.rules.ts';
import { pageOfClass, type ClassRequest } from './page-of-class.ts';

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
  awaitsMarking: 0,
  markedByHand: 0,
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
const namesIn = async (...args: Parameters<typeof pageOf>) =>
  (await pageOf(...args)).entries.map(({ person }) => person.name ?? null);

describe('a page of a class', () => {
  const people = [
    anEntry('Trần Văn Đức', { work: aWork() }),
    anEntry(undefined),
    anEntry('Lê An', { work: done(6.5, 1) }),
    anEntry('Bùi Hòa', { work: done(9, 0), grade: { state: 'refused', reason: 'column_gone' } }),
    anEntry('Lê Đạt'),
  ];

  it('is in the order of Tên, those without a name at the end', async () => {
    expect(await namesIn(people)).toEqual(['Lê An', 'Lê Đạt', 'Trần Văn Đức', 'Bùi Hòa', null]);
  });

  it('puts the highest scores first, or the latest, those of neither by name after them', async () => {
    expect((await namesIn(people, { order: 'score' })).slice(0, 3)).toEqual(['Bùi Hòa', 'Lê An', 'Lê Đạt']);
    expect((await namesIn(people, { order: 'latest' })).slice(0, 4)).toEqual([
      'Lê An',
      'Bùi Hòa',
      'Trần Văn Đức',
      'Lê Đạt',
    ]);
  });

  it('finds people without marks, by name, number and e-mail address', async () => {
    expect(await namesIn(people, { search: 'd' })).toEqual(['Lê Đạt', 'Trần Văn Đức']);
    expect(await namesIn(people, { search: '00000' })).toEqual([null]);
    const mailed = anEntry('Lê An', { person: { id: '0'.repeat(24), name: 'Lê An', email: 'la@x.example' } });
    expect(await namesIn([...people, mailed], { search: 'x.example an' })).toEqual(['Lê An']);
  });

  it.each([
    ['open', ['Trần Văn Đức']],
    ['done', ['Lê An', 'Bùi Hòa']],
    ['not-started', ['Lê Đạt', null]],
    ['grade', ['Bùi Hòa']],
  ] as const)('shows by state: %s', async (filter, names) => {
    expect(await namesIn(people, { filter })).toEqual(names);
  });

  it('holds fifty; of a page that is no more the last one is shown', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      anEntry(`Người ${String(index).padStart(3, '0')}`),
    );
    expect(await namesIn(many, { page: 3 })).toHaveLength(20);
    expect((await namesIn(many, { page: 2 }))[0]).toBe('Người 050');
    expect(await pageOf(many, { page: 9 })).toMatchObject({ found: 120, page: 3, pages: 3 });
    expect(await pageOf([])).toEqual({ entries: [], found: 0, page: 1, pages: 1 });
  });

  it('has figures of everybody, and offers to send again what may arrive', () => {
    expect(figuresOf(people)).toEqual({
      people: 5,
      started: 3,
      done: 2,
      mean: 7.75,
      gradesMissing: 1,
      awaitsMarking: 0,
    });
    expect(figuresOf([]).mean).toBeNull();
    expect(mayRetryAny(people)).toBe(true);
    const left = anEntry('Ai', { inRoster: false, grade: { state: 'waiting', reason: null } });
    expect(mayRetryAny([left])).toBe(false);
  });
});

it('lets others have their turn while a class of fifty thousand is put in order and searched', async () => {
  const name = (number: number) => `Ng${'u'.repeat(240)}${(number * 7919) % 50_000}`;
  const many = Array.from({ length: 50_000 }, (_, number) => anEntry(name(number)));
  for (const over of [{}, { order: 'score' }, { search: 'ngu' }, { search: 'none' }] as const) {
    const state = { isDone: false };
    const looks = Promise.all([pageOf(many, over), pageOf(many, over)]).finally(() => (state.isDone = true));
    let turns = 0;
    while (!state.isDone) {
      await turn();
      turns += 1;
    }
    await looks;
    expect(turns).toBeGreaterThanOrEqual(2);
  }
});
