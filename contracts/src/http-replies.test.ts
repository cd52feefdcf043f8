import { mayPass, retryAfterSeconds } from './http-replies.ts';

describe('retryAfterSeconds', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  it.each([
    ['120', 120],
    ['99999999', 3_600],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 3_600],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
    ['-1e99', undefined],
    ['2026-01-01T00:01:30Z', 90],
    ['NaN, 5', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    [undefined, undefined],
    [null, undefined],
  ])('reads %j as %j', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});

describe('mayPass', () => {
  it.each([0, 408, 425, 429, 500, 502, 503, 504, 599])('says so of %d', (status) => {
    expect(mayPass(status)).toBe(true);
  });

  it.each([200, 301, 400, 401, 403, 404, 409, 413, 422])('does not say so of %d', (status) => {
    expect(mayPass(status)).toBe(false);
  });
});
