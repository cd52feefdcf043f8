import { nextPage } from './nrps.ts';
import { reasonIn, retryAfterSeconds } from './service-calls.ts';

describe('nextPage', () => {
  const from = 'https://lms.example/members?page=1';
  it.each([
    ['<https://lms.example/members?page=2>; rel="next"', 'https://lms.example/members?page=2'],
    [
      '<https://a.example/d>; rel="differences", <https://lms.example/m?a=1,2>; rel=next',
      'https://lms.example/m?a=1,2',
    ],
    ['</members?page=2>; rel="next"', 'https://lms.example/members?page=2'],
    ['<https://lms.example/x>; rel="prev"', undefined],
    [undefined, undefined],
  ])('reads %j', (link, next) => {
    expect(nextPage(link, from)).toBe(next);
  });
});

describe('retryAfterSeconds', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  it.each([
    ['120', 120],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('reads %j as %j', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});

describe('reasonIn', () => {
  it.each([
    ['{"error":"invalid_request"}', 'invalid_request'],
    [
      '<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503 Service Temporarily Unavailable</h1></body></html>',
      '503 Service Temporarily Unavailable',
    ],
    ['<p>Line  item\nnot found</p>', 'Line item not found'],
    ['', ''],
  ])('finds it in %j', (body, reason) => {
    expect(reasonIn(body)).toBe(reason);
  });
});
