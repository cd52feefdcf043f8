import {
  answers,
  aStatement,
  closeLrss,
  openLrs,
  outgoing,
  sender,
  sendStatements,
  takesAll,
} from './sender-steps.ts';

afterEach(closeLrss);

describe('sending statements to another record store', () => {
  it('posts them in one request, with version, credentials, ids and time of their own', async () => {
    const { target, received } = await openLrs(takesAll);
    const statements = [aStatement(), aStatement()];
    expect(await sendStatements(target, statements)).toEqual({ ok: true });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: '/xapi/statements',
      headers: { 'x-experience-api-version': '1.0.3', 'content-type': 'application/json' },
      statements,
    });
    const [scheme, pair] = received[0]!.headers.authorization!.split(' ');
    expect(scheme).toBe('Basic');
    expect(Buffer.from(pair!, 'base64').toString('utf8')).toBe('key:mật khẩu');
  });

  it('takes an endpoint with a slash at its end as well', async () => {
    const { target, received } = await openLrs(takesAll);
    await sendStatements({ ...target, endpoint: `${target.endpoint}/` }, [aStatement()]);
    expect(received[0]!.url).toBe('/xapi/statements');
  });

  it.each([
    [500, 'unavailable'],
    [503, 'unavailable'],
    [429, 'unavailable'],
    [401, 'unavailable'],
    [403, 'unavailable'],
    [404, 'unavailable'],
    [400, 'refused'],
    [413, 'refused'],
  ] as const)('takes %i as %s and keeps what was said', async (status, error) => {
    const { target } = await openLrs(answers(status, 'because'));
    expect(await sendStatements(target, [aStatement()])).toEqual({
      ok: false,
      error,
      status,
      message: 'because',
    });
  });

  it.each([
    ['a page', '<html>please log in</html>'],
    ['nothing', ''],
    ['JSON of another kind', '{"ok":true}'],
    ['too few ids', '["1"]'],
    ['ids of others', '["1","2"]'],
  ])('does not take %s under 200 for success', async (_what, body) => {
    const { target } = await openLrs(answers(200, body));
    expect(await sendStatements(target, [aStatement(), aStatement()])).toMatchObject({
      ok: false,
      error: 'unavailable',
      status: 200,
    });
  });

  it('follows no redirect and hands its credentials to nobody else', async () => {
    const elsewhere = await openLrs(takesAll);
    const { target } = await openLrs(answers(302, '', { location: elsewhere.target.endpoint }));
    expect(await sendStatements(target, [aStatement()])).toEqual({
      ok: false,
      error: 'unavailable',
      status: 302,
      message: `redirects to ${elsewhere.target.endpoint}`,
    });
    expect(elsewhere.received).toEqual([]);
  });

  it('says that nobody answers', async () => {
    const { target, close } = await openLrs(takesAll);
    await close();
    const sent = await sendStatements(target, [aStatement()]);
    expect(sent).toMatchObject({ ok: false, error: 'unavailable', status: 0 });
    expect(sent).toHaveProperty('message', expect.stringContaining('ECONNREFUSED'));
  });

  it('gives up on a store that never answers', async () => {
    const { target } = await openLrs(() => undefined);
    expect(await sendStatements(target, [aStatement()], { timeoutMs: 50 })).toEqual({
      ok: false,
      error: 'unavailable',
      status: 0,
      message: 'no answer in time',
    });
  });

  it('says that a connection was cut', async () => {
    const { target } = await openLrs((_received, res) => {
      res.destroy();
    });
    expect(await sendStatements(target, [aStatement()])).toMatchObject({
      ok: false,
      error: 'unavailable',
      status: 0,
    });
  });

  it.each([
    ['429', 429, '7', 7_000],
    ['503', 503, '120', 120_000],
    ['nonsense', 503, 'soon', undefined],
  ])('keeps how long it is to be left alone: %s', async (_what, status, header, retryAfterMs) => {
    const { target } = await openLrs(answers(status, '', { 'retry-after': header }));
    const sent = await sendStatements(target, [aStatement()]);
    expect(sent).toMatchObject({ ok: false, error: 'unavailable' });
    expect((sent as { retryAfterMs?: number }).retryAfterMs).toBe(retryAfterMs);
  });

  it('understands a date until which it is to be left alone', async () => {
    const until = new Date(Date.now() + 600_000).toUTCString();
    const { target } = await openLrs(answers(429, '', { 'retry-after': until }));
    const sent = (await sendStatements(target, [aStatement()])) as { retryAfterMs: number };
    expect(sent.retryAfterMs).toBeGreaterThan(590_000);
    expect(sent.retryAfterMs).toBeLessThanOrEqual(600_000);
  });

  it('blames a voiding statement for 403, not the others', async () => {
    const { target } = await openLrs(answers(403, 'may not void'));
    const voiding = outgoing(aStatement(), { voids: true });
    expect(await sender()(target, [voiding])).toMatchObject({ error: 'refused' });
    expect(await sender()(target, [outgoing(aStatement()), voiding])).toMatchObject({ error: 'refused' });
    expect(await sender()(target, [outgoing(aStatement())])).toMatchObject({ error: 'unavailable' });
  });

  it('asks nobody for nothing', async () => {
    const { target, received } = await openLrs(takesAll);
    expect(await sendStatements(target, [])).toEqual({ ok: true });
    expect(received).toEqual([]);
  });
});
