import type { ScoreReply } from '../lti/index.ts';
import { isSameResult, judge, markOf, reasonOf, standingOf, timestampToSend } from './judge-reply.ts';

const DAY = 86_400_000;
const aReply = (status: number, over: Partial<ScoreReply> = {}): ScoreReply => ({
  service: 'scores',
  status,
  form: 'none',
  message: '',
  ...over,
});

describe('judge', () => {
  it.each([
    [aReply(200), 'accepted'],
    [aReply(204), 'accepted'],
    [aReply(201, { form: 'json' }), 'accepted'],
    [aReply(200, { form: 'page' }), 'unclear'],
    [aReply(302), 'unclear'],
    [aReply(307), 'unclear'],
    [aReply(409, { isOlder: true }), 'older'],
    [aReply(400, { isOlder: true }), 'older'],
    [aReply(0), 'later'],
    [aReply(408), 'later'],
    [aReply(429), 'later'],
    [aReply(500), 'later'],
    [aReply(503), 'later'],
    [aReply(401), 'later'],
    [aReply(403), 'later'],
    [aReply(400), 'refused'],
    [aReply(404), 'refused'],
    [aReply(405), 'refused'],
    [aReply(415), 'refused'],
    [aReply(422), 'refused'],
    [aReply(410), 'refused'],
    [aReply(423), 'refused'],
    [aReply(402), 'later'],
    [aReply(406), 'later'],
    [aReply(407), 'later'],
    [aReply(418), 'later'],
    [aReply(421), 'later'],
    [aReply(425), 'later'],
    [aReply(431), 'later'],
    [aReply(451), 'later'],
    [aReply(101), 'later'],
    [aReply(699), 'later'],
  ])('takes %j for %s', (reply, verdict) => {
    expect(judge(reply, 60_000)).toBe(verdict);
  });

  it('puts up with refusals that name no reason by time, for days, not by tries', () => {
    for (const reply of [aReply(401), aReply(403)]) {
      expect(judge(reply, 6 * DAY)).toBe('later');
      expect(judge(reply, 8 * DAY)).toBe('refused');
    }
    expect(judge(aReply(200, { form: 'page' }), 8 * DAY)).toBe('refused');
  });

  it('never takes an outage or a throttle for a refusal', () => {
    for (const reply of [aReply(0), aReply(503), aReply(429), aReply(403, { throttled: true })])
      expect(judge(reply, 60 * DAY)).toBe('later');
  });

  it.each([400, 404, 405, 409, 412, 415, 422, 500, 503])(
    'does not take a %d of columns for the refusal of a score, which nobody was asked to take',
    (status) => {
      expect(judge(aReply(status, { service: 'columns' }), 6 * DAY)).toBe('later');
      expect(judge(aReply(status, { service: 'token' }), 6 * DAY)).toBe('later');
    },
  );

  it('puts up for days with columns that are refused, and with outages for ever', () => {
    expect(judge(aReply(409, { service: 'columns' }), 8 * DAY)).toBe('refused');
    expect(judge(aReply(500, { service: 'columns' }), 60 * DAY)).toBe('later');
  });
});

describe('reasonOf', () => {
  it.each([
    [aReply(403, { throttled: true }), 'lms_busy'],
    [aReply(429, { throttled: true }), 'lms_busy'],
    [aReply(0), 'lms_unreachable'],
    [aReply(0, { switchedOff: true }), 'lms_switched_off'],
    [aReply(503), 'lms_fault'],
    [aReply(500), 'column_locked'],
    [aReply(405), 'column_locked'],
    [aReply(200, { form: 'page' }), 'lms_page'],
    [aReply(302), 'lms_page'],
    [aReply(401), 'access_refused'],
    [aReply(403), 'access_refused'],
    [aReply(400, { message: 'Incorrect score received{"userId":"7"}' }), 'not_in_class'],
    [aReply(422, { message: 'User not found in course or is not a student' }), 'not_in_class'],
    [aReply(400, { message: 'No context{"userId":"7"}' }), 'refused'],
    [aReply(415, { message: 'Unsupported media type' }), 'refused'],
    [aReply(500, { service: 'token' }), 'lms_fault'],
    [aReply(429, { service: 'token', throttled: true }), 'lms_busy'],
    [aReply(401, { service: 'token' }), 'access_refused'],
    [aReply(500, { service: 'columns' }), 'lms_fault'],
    [aReply(405, { service: 'columns' }), 'lms_fault'],
    [aReply(423, { service: 'columns' }), 'lms_fault'],
    [aReply(409, { service: 'columns' }), 'lms_fault'],
    [aReply(412, { service: 'columns' }), 'lms_fault'],
    [aReply(404, { service: 'columns', message: 'user unknown' }), 'lms_fault'],
    [aReply(500, { service: 'results' }), 'lms_fault'],
    [aReply(403, { service: 'columns' }), 'access_refused'],
    [aReply(302, { service: 'columns' }), 'lms_page'],
  ])('finds in %j: %s', (reply, reason) => {
    expect(reasonOf(reply)).toBe(reason);
  });
});

describe('timestampToSend', () => {
  const at = new Date('2026-03-02T08:00:00.900Z');

  it("keeps the event's own time when nothing was accepted before", () => {
    expect(timestampToSend({ at })).toEqual(at);
  });

  it('moves to the next whole second when the platform accepted one in the same second', () => {
    expect(timestampToSend({ at, acceptedAt: new Date('2026-03-02T08:00:00.100Z') })).toEqual(
      new Date('2026-03-02T08:00:01.000Z'),
    );
  });

  it('keeps a time that is later anyway', () => {
    expect(timestampToSend({ at, acceptedAt: new Date('2026-03-02T07:59:00.000Z') })).toEqual(at);
  });

  it("is that of a lecturer's word to send it again", () => {
    const stampAt = new Date('2026-03-02T09:00:00.000Z');
    expect(timestampToSend({ at, stampAt })).toEqual(stampAt);
  });
});

describe('isSameResult', () => {
  it('compares shares, whatever the scales', () => {
    expect(isSameResult({ outOfTen: 8 }, { score: 80, maximum: 100 })).toBe(true);
    expect(isSameResult({ outOfTen: 8 }, { score: 79, maximum: 100 })).toBe(false);
    expect(isSameResult({ outOfTen: 8 }, { score: 8 })).toBe(true);
    expect(isSameResult({ outOfTen: 8 }, {})).toBe(false);
    expect(isSameResult({ outOfTen: 8 }, undefined)).toBe(false);
  });

  it('takes a listed person without a score for one with 0, as Moodle lists them', () => {
    expect(isSameResult({ outOfTen: 0 }, {})).toBe(true);
    expect(isSameResult({ outOfTen: 0 }, undefined)).toBe(false);
  });

  it('finds a withdrawn grade where there is no score', () => {
    expect(isSameResult(null, undefined)).toBe(true);
    expect(isSameResult(null, {})).toBe(true);
    expect(isSameResult(null, { score: 0, maximum: 10 })).toBe(false);
  });

  it('asks the column for the scale before the result: Moodle says 100 of any', () => {
    expect(isSameResult({ outOfTen: 8 }, { score: 8, maximum: 100 }, 10)).toBe(true);
    expect(isSameResult({ outOfTen: 8 }, { score: 80, maximum: 100 }, 10)).toBe(true);
    expect(isSameResult({ outOfTen: 8 }, { score: 7, maximum: 100 }, 10)).toBe(false);
    expect(markOf({ score: 16, maximum: 100 }, 20)).toBe(8);
    expect(markOf({ score: 80, maximum: 100 })).toBe(8);
    expect(markOf({})).toBeNull();
  });
});

describe('standingOf', () => {
  it.each([
    [{ outOfTen: 8 }, { score: 8, maximum: 10 }, null],
    [{ outOfTen: 8 }, { score: 9, maximum: 10 }, 'changed_by_hand'],
    [{ outOfTen: 8 }, undefined, 'not_shown'],
    [{ outOfTen: 8 }, {}, 'not_shown'],
    [null, { score: 8, maximum: 10 }, 'still_held'],
    [null, undefined, null],
  ])('says of %j and %j: %s', (held, result, reason) => {
    expect(standingOf(held, result)).toBe(reason);
  });
});
