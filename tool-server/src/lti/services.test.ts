import { nextPage } from './read-pages.ts';
import { rateHint, reasonIn } from './reply.rules.ts';

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

describe('what foreign texts are made of', () => {
  it('costs nothing: a page of nothing but tags that never close', () => {
    expect(reasonIn('<'.repeat(100_000)).length).toBeLessThanOrEqual(200);
    expect(reasonIn(`<title ${'<title '.repeat(20_000)}`).length).toBeLessThanOrEqual(200);
  });
});

describe('nextPage of headers that others write', () => {
  const from = 'https://lms.example/members?page=1';
  it.each([
    ['<https://lms.example/1>; title="a, b, <x>; rel=next", </2>; rel="next"', 'https://lms.example/2'],
    ['</2>; rel="next last"', 'https://lms.example/2'],
    ['</2>;rel=next;type="text/html; charset=utf-8"', 'https://lms.example/2'],
    ['https://lms.example/2; rel=next', null],
    ['<http://[>; rel="next"', null],
  ])('reads %j as %j', (link, next) => {
    expect(nextPage(link, from)).toBe(next);
  });
});

describe('rateHint', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const hint = (status: number, headers: Record<string, string> = {}, text = '') =>
    rateHint({ status, headers, text }, now);
  it.each([
    [hint(429), { throttled: true }],
    [hint(429, { 'retry-after': '7' }), { throttled: true, retryAfterSeconds: 7 }],
    [hint(403, {}, '403 Forbidden (Rate Limit Exceeded)'), { throttled: true }],
    [hint(403, { 'x-rate-limit-remaining': '0.0' }), { throttled: true }],
    [hint(403, {}, 'Not allowed in context'), { throttled: false }],
    [hint(503, { 'retry-after': '30' }), { throttled: true, retryAfterSeconds: 30 }],
    [hint(503), { throttled: false }],
    [hint(200, { 'x-rate-limit-remaining': '598.7' }), { throttled: false }],
    [
      hint(200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '12' }),
      { throttled: false, retryAfterSeconds: 12 },
    ],
    [
      hint(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now.getTime() / 1000 + 40) }),
      { throttled: true, retryAfterSeconds: 40 },
    ],
    [hint(429, { 'retry-after': '99999999' }), { throttled: true, retryAfterSeconds: 3_600 }],
  ])('finds %j', (found, wanted) => {
    expect(found).toEqual(wanted);
  });
});
