import { isTimestamp, toUtc } from './timestamp.ts';

const RFC_3339 = [
  '2026-01-01T10:00:00Z',
  '2026-01-01T10:00:00.123456789+07:00',
  '2008-09-15T15:53:00.601+00:00',
  '2024-02-29T23:59:60Z',
];
const ISO_8601_ALONE = [
  '2026-01-01T10:00:00',
  '2026-01-01T10:00Z',
  '20260101T100000Z',
  '20260101T1000+0700',
  '2026-01-01T10:00:00,5Z',
  '2026-01-01T10:00:00+07',
  '2026-01-01T10:00:00-0530',
];
const NEITHER = [
  '',
  'should fail',
  '01/011/2015',
  '2026-01-01',
  '2026-13-01T00:00:00Z',
  '2026-02-29T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T10:60:00Z',
  '2026-01-01 10:00:00Z',
  '2026-01-01T10:00:00.Z',
  '2026-01-01T10:00:00+24:00',
  '2008-09-15T15:53:00.601-00',
  '2008-09-15T15:53:00.601-0000',
  '2008-09-15T15:53:00.601-00:00',
  '0000-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  '+002026-01-01T10:00:00Z',
];

describe('isTimestamp', () => {
  it.each(RFC_3339)('takes %s in both versions', (value) => {
    expect(isTimestamp(value, '1.0.3')).toBe(true);
    expect(isTimestamp(value, '2.0.0')).toBe(true);
  });
  it.each(ISO_8601_ALONE)('takes %s in 1.0.x alone', (value) => {
    expect(isTimestamp(value, '1.0.3')).toBe(true);
    expect(isTimestamp(value, '2.0.0')).toBe(false);
  });
  it.each(NEITHER)('refuses %j in both versions', (value) => {
    expect(isTimestamp(value, '1.0.3')).toBe(false);
    expect(isTimestamp(value, '2.0.0')).toBe(false);
  });
  it('refuses a number', () => {
    expect(isTimestamp(1767261600000, '1.0.3')).toBe(false);
  });
});

describe('toUtc', () => {
  it.each([
    ['2023-05-04T12:00:00-05:00', '2023-05-04T17:00:00.000Z'],
    ['2026-01-01T00:30:00.1+07:00', '2025-12-31T17:30:00.100Z'],
    ['2026-01-01T10:00:00.123456789Z', '2026-01-01T10:00:00.123456789Z'],
    ['2026-01-01T10:00:00.1234500Z', '2026-01-01T10:00:00.12345Z'],
    ['20260101T100000,25Z', '2026-01-01T10:00:00.250Z'],
    ['2026-01-01T10:00', '2026-01-01T10:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['0042-03-01T00:00:00Z', '0042-03-01T00:00:00.000Z'],
  ])('writes %s as %s', (given, expected) => {
    expect(toUtc(given)).toBe(expected);
  });
  it('knows no instant of what is no timestamp', () => {
    expect(toUtc('yesterday')).toBeUndefined();
  });
});
