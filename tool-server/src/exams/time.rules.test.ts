import fc from 'fast-check';
import type { Accommodation } from '@chuyen-de/contracts';
import type { TimeDeed } from './time-deed.model.ts';
import { accommodationAt, clockOf, faultOf, pausedSince, windowFor } from './time.rules.ts';

type Deed = Pick<TimeDeed, 'kind' | 'at' | 'personId' | 'sitting' | 'minutes' | 'accommodation'>;

const START = Date.parse('2026-11-29T01:00:00Z');
const at = (minutes: number): Date => new Date(START + minutes * 60_000);
const attempt = { personId: 'an', startedAt: at(0), exam: { minutes: 45 } };
const minutesOf = (date: Date | undefined) => date && (date.getTime() - START) / 60_000;
const given = (over: Partial<Accommodation> = {}): Accommodation => ({
  timeMultiplier: 1,
  extraAttempts: 0,
  ...over,
});
const dueAfter = (deeds: Deed[]) => minutesOf(clockOf(attempt, deeds).dueAt);

describe('the time of an attempt', () => {
  it('is that of the exam, where nothing was done to it', () => {
    expect(clockOf(attempt, [])).toEqual({
      dueAt: at(45),
      pausedAt: undefined,
      addedMinutes: 0,
      pausedMs: 0,
    });
  });

  it('stands while it is paused, and goes on from there', () => {
    const pause: Deed = { kind: 'pause', at: at(10) };
    expect(clockOf(attempt, [pause])).toMatchObject({ pausedAt: at(10), dueAt: at(45) });
    expect(dueAfter([pause, { kind: 'resume', at: at(500) }])).toBe(535);
  });

  it('stands once, however often it is paused, and goes on at the last word about its person', () => {
    const pauses: Deed[] = [
      { kind: 'pause', at: at(10) },
      { kind: 'pause', personId: 'an', at: at(12) },
    ];
    expect(dueAfter([...pauses, { kind: 'resume', personId: 'binh', at: at(15) }])).toBe(45);
    expect(dueAfter([...pauses, { kind: 'resume', personId: 'an', at: at(20) }])).toBe(55);
    expect(dueAfter([...pauses, { kind: 'resume', at: at(20) }])).toBe(55);
  });

  it('grows by what is added while it lasts, paused or not, and by nothing afterwards or for others', () => {
    const add = (minutes: number, personId?: string): Deed => ({
      kind: 'add-time',
      at: at(minutes),
      minutes: 5,
      ...(personId !== undefined && { personId }),
    });
    expect(dueAfter([add(44), add(49)])).toBe(55);
    expect(dueAfter([add(45)])).toBe(45);
    expect(dueAfter([add(-1), add(20, 'binh')])).toBe(45);
    expect(dueAfter([{ kind: 'pause', at: at(40) }, add(60), { kind: 'resume', at: at(70) }])).toBe(80);
  });

  it('does not begin again by a resumption or a pause that comes when it is over', () => {
    expect(
      dueAfter([
        { kind: 'pause', at: at(46) },
        { kind: 'resume', at: at(90) },
      ]),
    ).toBe(45);
  });

  it('begins with a standing clock where it began during a pause', () => {
    const deeds: Deed[] = [
      { kind: 'pause', at: at(-5) },
      { kind: 'resume', at: at(3) },
    ];
    expect(dueAfter(deeds)).toBe(48);
    expect(clockOf(attempt, deeds.slice(0, 1)).pausedAt).toEqual(at(0));
  });

  it('follows the accommodation that held at its start, and later ones only where they give more', () => {
    const give = (minutes: number, accommodation: Accommodation): Deed => ({
      kind: 'accommodation',
      personId: 'an',
      at: at(minutes),
      accommodation,
    });
    expect(dueAfter([give(-9, given({ timeMultiplier: 2 }))])).toBe(90);
    expect(dueAfter([give(-9, given({ timeMultiplier: 2 })), give(-8, given())])).toBe(45);
    expect(dueAfter([give(-9, given({ timeMultiplier: 2 })), give(8, given())])).toBe(90);
    expect(dueAfter([give(8, given({ minutes: 60 })), give(9, given({ minutes: 50 }))])).toBe(60);
    const closing = given({ closesAt: at(30).toISOString() });
    expect(dueAfter([give(-9, closing)])).toBe(30);
    expect(dueAfter([give(-9, closing), { kind: 'add-time', at: at(5), minutes: 10 }])).toBe(40);
    expect(dueAfter([give(5, closing)])).toBe(45);
    expect(accommodationAt([give(-9, given({ minutes: 3 })), give(2, closing)], 'an')).toEqual(closing);
    expect(accommodationAt([give(-9, given())], 'binh')).toBeUndefined();
  });

  /** The same told otherwise: a stop watch that runs down minute by minute. */
  function byStopWatch(deeds: readonly Deed[], until: number) {
    let [left, isPaused] = [45, false];
    for (let minute = 0; minute < until; minute++) {
      if (left <= 0) return { left, isPaused };
      for (const deed of deeds.filter((each) => each.at.getTime() === at(minute).getTime())) {
        if (deed.personId !== undefined && deed.personId !== 'an') continue;
        if (deed.sitting !== undefined && deed.sitting.id !== 'morning') continue;
        if (deed.kind === 'pause') isPaused = true;
        if (deed.kind === 'resume') isPaused = false;
        if (deed.kind === 'add-time') left += deed.minutes ?? 0;
      }
      if (!isPaused) left -= 1;
    }
    return { left, isPaused };
  }

  const aDeed = fc.record({
    kind: fc.constantFrom('pause', 'resume', 'add-time'),
    minute: fc.integer({ min: 1, max: 120 }),
    whom: fc.constantFrom(
      { personId: 'an' },
      { personId: 'binh' },
      { sitting: { id: 'morning', name: 'Ca 1' } },
      { sitting: { id: 'noon', name: 'Ca 2' } },
      {},
    ),
    minutes: fc.integer({ min: 1, max: 20 }),
  });

  it('is what a stop watch says, whatever is done to it in whatever order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(aDeed, { selector: ({ minute }) => minute, maxLength: 12 }), (drawn) => {
        const deeds = drawn
          .sort((a, b) => a.minute - b.minute)
          .map(({ kind, minute, whom, minutes }): Deed => ({
            kind,
            at: at(minute),
            ...whom,
            ...(kind === 'add-time' && { minutes }),
          }));
        const END = 1_000;
        const sitting = { id: 'morning', name: 'Ca 1' };
        const { dueAt, pausedAt } = clockOf({ ...attempt, sitting }, deeds);
        const { left, isPaused } = byStopWatch(deeds, END);
        expect(pausedAt !== undefined).toBe(isPaused);
        if (pausedAt) expect(minutesOf(dueAt)! - minutesOf(pausedAt)!).toBe(left);
        else expect(byStopWatch(deeds, minutesOf(dueAt)!).left).toBe(0);
        expect(left > 0).toBe(pausedAt !== undefined);
      }),
    );
  });
});

describe('the time of an attempt in a sitting', () => {
  const morning = { id: 'morning', name: 'Ca 1' };
  const noon = { id: 'noon', name: 'Ca 2' };
  const satIn = (sitting: { id: string; name: string; closesAt?: string } | undefined) => ({
    ...attempt,
    ...(sitting && { sitting }),
  });
  const dueIn = (sitting: Parameters<typeof satIn>[0], deeds: Deed[]) =>
    minutesOf(clockOf(satIn(sitting), deeds).dueAt);

  it('follows from what was done to that one, or to everybody, and from nothing that others were given', () => {
    const deeds: Deed[] = [
      { kind: 'pause', at: at(10), sitting: morning },
      { kind: 'add-time', at: at(12), minutes: 7, sitting: morning },
      { kind: 'add-time', at: at(13), minutes: 2 },
      { kind: 'resume', at: at(20), sitting: morning },
    ];
    expect(dueIn(morning, deeds)).toBe(45 + 10 + 7 + 2);
    expect(dueIn(noon, deeds)).toBe(47);
    expect(dueIn(undefined, deeds)).toBe(47);
  });

  it('goes on for one person, while the others wait', () => {
    const deeds: Deed[] = [
      { kind: 'pause', at: at(10), sitting: morning },
      { kind: 'resume', at: at(15), personId: 'an' },
    ];
    expect(clockOf(satIn(morning), deeds)).toMatchObject({ pausedAt: undefined, dueAt: at(50) });
    expect(clockOf({ ...satIn(morning), personId: 'binh' }, deeds).pausedAt).toEqual(at(10));
  });

  it('ends with the sitting or the exam, whichever is first, but for whoever was given another end', () => {
    const closing = { ...morning, closesAt: at(30).toISOString() };
    expect(dueIn(closing, [])).toBe(30);
    const until = { kind: 'accommodation', personId: 'an', at: at(-1) } as const;
    expect(dueIn(closing, [{ ...until, accommodation: given({ closesAt: at(40).toISOString() }) }])).toBe(40);
    const exam = { opensAt: at(0).toISOString(), closesAt: at(20).toISOString() };
    expect(windowFor(exam, undefined, { opensAt: at(-5).toISOString(), closesAt: closing.closesAt })).toEqual(
      exam,
    );
  });
});

describe('whoever is paused', () => {
  it('is so by the last word, named or with everybody', () => {
    const deeds: Deed[] = [
      { kind: 'pause', at: at(1) },
      { kind: 'resume', personId: 'an', at: at(2) },
    ];
    expect(pausedSince(deeds, { personId: 'an' })).toBeUndefined();
    expect(pausedSince(deeds, { personId: 'an' }, at(1))).toEqual(at(1));
    expect(pausedSince(deeds, { personId: 'binh' })).toEqual(at(1));
  });
});

describe('an accommodation', () => {
  const now = at(0);
  it.each<[Partial<Accommodation>, string, string[]]>([
    [{ minutes: 60, timeMultiplier: 1.5 }, 'accommodation_contradicts', ['minutes', 'timeMultiplier']],
    [
      { opensAt: at(60).toISOString(), closesAt: at(60).toISOString() },
      'accommodation_contradicts',
      ['opensAt', 'closesAt'],
    ],
    [
      { opensAt: at(10).toISOString(), closesAt: at(39).toISOString(), minutes: 30 },
      'accommodation_contradicts',
      ['minutes', 'closesAt'],
    ],
    [{ closesAt: at(0).toISOString() }, 'accommodation_past', ['closesAt']],
  ])('that says %j is refused, and both parts are named', (over, code, fields) => {
    expect(faultOf(given(over), now)).toEqual({ code, fields });
  });

  it.each<Partial<Accommodation>>([
    {},
    { timeMultiplier: 1.5 },
    { minutes: 60 },
    { opensAt: at(-5).toISOString() },
    { opensAt: at(10).toISOString(), closesAt: at(40).toISOString(), minutes: 30 },
  ])('that says %j is taken', (over) => {
    expect(faultOf(given(over), now)).toBeUndefined();
  });
});
