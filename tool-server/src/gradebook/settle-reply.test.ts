import type { ResultsReply, ScoreReply, ServiceReply } from '../lti/index.ts';
import {
  columnSeenIn,
  fateOfMissing,
  fateOfOlder,
  fateOfUnclear,
  seenIn,
  type ColumnSeen,
  type Fate,
  type Posted,
  type Seen,
} from './settle-reply.ts';

const DAY = 86_400_000;
const SENT_AT = new Date('2026-03-02T08:00:00Z');
const later = (ms: number): Date => new Date(SENT_AT.getTime() + ms);

const aReply = (
  service: ServiceReply['service'],
  status: number,
  over: Partial<ServiceReply> = {},
): ServiceReply => ({ service, status, form: 'none', message: '', ...over });
const results = (status: number, over: Partial<ServiceReply> = {}): ResultsReply => ({
  ok: false,
  reply: aReply('results', status, over),
});
const held = (result?: { score?: number; at?: Date }): ResultsReply => ({
  ok: true,
  results: new Map(result && [['an', { maximum: 10, ...result }]]),
  isWhole: true,
});

/** Answers to the question what somebody has, by what they tell, or do not. */
const READ: [string, ResultsReply, Seen][] = [
  ['the same', held({ score: 8 }), 'same'],
  ['the same, of another time', held({ score: 8, at: later(DAY) }), 'same'],
  ['another of a later time', held({ score: 6, at: later(1_000) }), 'newer'],
  ['none of a later time', held({ at: later(1_000) }), 'newer'],
  ['another of the same time', held({ score: 6, at: SENT_AT }), 'other'],
  ['another of an earlier time', held({ score: 6, at: later(-1) }), 'other'],
  ['another without a time', held({ score: 6 }), 'other'],
  ['nothing of them', held(), 'other'],
  ['404', results(404), 'not_offered'],
  ['410', results(410), 'not_offered'],
  ['403', results(403), 'not_offered'],
  ['no token for it', { ok: false, reply: aReply('token', 403) }, 'not_offered'],
  ['no token', { ok: false, reply: aReply('token', 401) }, 'unread'],
  ...[400, 401, 402, 405, 406, 407, 409, 411, 412, 413, 414, 415, 418, 422, 423, 426, 451].map(
    (status): [string, ResultsReply, Seen] => [String(status), results(status), 'unread'],
  ),
  ...[100, 101, 204, 301, 302, 304, 307].map((status): [string, ResultsReply, Seen] => [
    String(status),
    results(status),
    'unread',
  ]),
  ['a page', results(200, { form: 'page' }), 'unread'],
  ['nonsense', results(200, { form: 'json' }), 'unread'],
  ...[0, 408, 425, 429, 500, 501, 502, 503, 504, 599, 700].map((status): [string, ResultsReply, Seen] => [
    String(status),
    results(status),
    'unread',
  ]),
  ['a throttled 403', results(403, { throttled: true }), 'unread'],
];
const OUTAGES = /^(?:0|408|425|429|5..|700|a throttled 403)$/;

describe('seenIn', () => {
  it.each(READ)('takes %s for what it tells', (_what, read, seen) => {
    expect(seenIn(read, { subject: 'an', score: { outOfTen: 8 }, timestamp: SENT_AT })).toBe(seen);
  });
});

const posted = (reply: Partial<ScoreReply>, isMoved: boolean, waitedMs: number): Posted => ({
  reply: { ...aReply('scores', 409), isOlder: true, ...reply },
  timestamp: SENT_AT,
  isMoved,
  waitedMs,
});
const short = (fate: Fate): string =>
  [fate.is, 'reason' in fate && fate.reason, 'moved' in fate && fate.moved && 'moved']
    .filter(Boolean)
    .join(' ');

/** Of a score that goes for the first time, one that went a second later, and the same after more than a week. */
const OLDER: Record<Exclude<Seen, 'unread'>, [string, string, string]> = {
  same: ['sent', 'sent', 'sent'],
  newer: ['settled', 'settled', 'settled'],
  other: ['again', 'refused newer_grade', 'refused newer_grade'],
  not_offered: ['again', 'refused newer_grade', 'refused newer_grade'],
};
const fatesOf = (said: Partial<ScoreReply>, seen: Seen, read: ResultsReply): Fate[] =>
  (
    [
      [false, DAY],
      [true, DAY],
      [true, 8 * DAY],
    ] as const
  ).map(([isMoved, waitedMs]) =>
    fateOfOlder(seen, posted(said, isMoved, waitedMs), read.ok ? undefined : read.reply),
  );

describe('a score that the LMS calls older', () => {
  const cases = [409, 400].flatMap((status) =>
    READ.map(([what, read, seen]) => [status, what, read, seen] as const),
  );
  it.each(cases)('(%d) fares by what the LMS holds: %s', (status, what, read, seen) => {
    const fates = fatesOf({ status }, seen, read);
    const unread = ['later moved', 'later', OUTAGES.test(what) ? 'later' : 'refused gradebook_unread'];
    expect(fates.map(short)).toEqual(seen === 'unread' ? unread : OLDER[seen]);
    // What could not be read is said, not what was answered to the score.
    if (seen === 'unread' && !read.ok)
      for (const fate of fates) expect(fate).toMatchObject({ because: read.reply });
  });

  it.each(['timestamp is in the future', 'The time is ahead of the server', 'Timestamp too early'])(
    'since its own clock is slow waits for that clock: %s',
    (message) => {
      for (const [, read, seen] of READ.filter(([, , of]) => of === 'other' || of === 'not_offered'))
        expect(fatesOf({ status: 400, message }, seen, read).map(short)).toEqual([
          'later',
          'later',
          'refused newer_grade',
        ]);
    },
  );
});

describe('a score that a page came for', () => {
  it.each(READ)('is sent if that is what the LMS holds, and waits else: %s', (_what, _read, seen) => {
    const fate = fateOfUnclear(seen, posted({ status: 302, isOlder: false }, false, DAY));
    expect(short(fate)).toBe(seen === 'same' ? 'sent' : 'later');
  });
});

const column = (status: number, over: Partial<ServiceReply> & { column?: object } = {}) => ({
  ...aReply('columns', status),
  ...over,
});

describe('a score that is "not found"', () => {
  const GONE = 'refused column_gone';
  const LEFT = 'refused not_in_class';
  it.each<[ReturnType<typeof column>, ColumnSeen, [string, string]]>([
    [column(200, { form: 'json', column: {} }), 'there', [LEFT, LEFT]],
    [column(404), 'gone', [GONE, GONE]],
    [column(410), 'gone', [GONE, GONE]],
    [column(403), 'not_offered', [GONE, GONE]],
    [column(403, { service: 'token' }), 'not_offered', [GONE, GONE]],
    ...[400, 401, 405, 406, 409, 412, 418, 302, 304].map(
      (status): [ReturnType<typeof column>, ColumnSeen, [string, string]] => [
        column(status),
        'unread',
        ['later', 'refused gradebook_unread'],
      ],
    ),
    [column(401, { service: 'token' }), 'unread', ['later', 'refused gradebook_unread']],
    [column(200, { form: 'page' }), 'unread', ['later', 'refused gradebook_unread']],
    // A column says where it is; anything else is no column.
    [column(200, { form: 'json' }), 'unread', ['later', 'refused gradebook_unread']],
    [column(204), 'unread', ['later', 'refused gradebook_unread']],
    ...[0, 429, 500, 503].map((status): [ReturnType<typeof column>, ColumnSeen, [string, string]] => [
      column(status),
      'unread',
      ['later', 'later'],
    ]),
    [column(403, { throttled: true }), 'unread', ['later', 'later']],
  ])('fares by what its column says: %j', (reply, seen, expected) => {
    expect(columnSeenIn(reply)).toBe(seen);
    const fates = [DAY, 8 * DAY].map((waitedMs) =>
      fateOfMissing(seen, posted({ status: 404, isOlder: false }, false, waitedMs), reply),
    );
    expect(fates.map(short)).toEqual(expected);
  });

  it('is that of a person where the LMS says so', () => {
    const said = posted({ status: 404, message: 'user not found' }, false, DAY);
    expect(short(fateOfMissing('unread', said, column(500)))).toBe(LEFT);
  });
});
