import { parseEnv } from './config.ts';

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://hoc.example.vn',
  APP_SECRET: 's'.repeat(32),
  DATA_DIR: '/data',
};

describe('parseEnv', () => {
  it('needs nothing set for a demonstration', () => {
    const result = parseEnv({});
    expect(result).toMatchObject({ ok: true, config: { production: false, port: 3000, sandboxPort: 3001 } });
  });

  it('lists every setting that production lacks', () => {
    const result = parseEnv({ NODE_ENV: 'production' });
    expect(result).toMatchObject({ ok: false });
    if (result.ok) return;
    expect(result.faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PUBLIC_URL',
      'APP_SECRET',
      'DATA_DIR',
    ]);
  });

  it('starts no sandbox in production', () => {
    expect(parseEnv({ ...production, SANDBOX_PORT: '4000' })).toMatchObject({
      ok: true,
      config: { sandboxPort: undefined },
    });
  });

  it.each([
    ['https://me@hoc.example.vn', /user name/],
    ['https://me:word@hoc.example.vn', /password/],
    ['https://hoc.example.vn/?a=b', /query/],
    ['https://hoc.example.vn/#top', /fragment/],
    ['ftp://hoc.example.vn', /such as https:/],
    ['hoc.example.vn', /such as https:/],
    ['localhost', /such as https:/],
    ['localhost:3000', /such as https:/],
    ['https://', /such as https:/],
    ['http://hoc.example.vn', /has to begin with https:/],
    ['HTTP://hoc.example.vn', /has to begin with https:/],
    [' http://hoc.example.vn', /has to begin with https:/],
  ])('says at the start that LMSs cannot come to %s', (PUBLIC_URL, fault) => {
    const result = parseEnv({ ...production, PUBLIC_URL });
    expect(result.ok ? [] : result.faults).toContainEqual(expect.stringMatching(fault));
    expect(result.ok ? [] : result.faults).toContainEqual(expect.stringMatching(/^PUBLIC_URL: /));
  });

  it('lets a school do without https where it says so, and a demonstration', () => {
    const PUBLIC_URL = 'http://hoc.example.vn';
    expect(parseEnv({ ...production, PUBLIC_URL, LTI_ALLOW_PRIVATE_HOSTS: 'true' }).ok).toBe(true);
    expect(parseEnv({ PUBLIC_URL }).ok).toBe(true);
  });

  it('accepts a MongoDB in place of a data directory', () => {
    const { DATA_DIR: _, ...withoutDirectory } = production;
    expect(parseEnv({ ...withoutDirectory, MONGODB_URI: 'mongodb://db/chuyen-de' }).ok).toBe(true);
  });

  it('limits the record store as it is told', () => {
    expect(parseEnv({})).toMatchObject({
      config: { recordStore: { bodyLimit: 16_777_216, rateLimit: 0, unnamedVersion: '0.95', smallCell: 5 } },
    });
    expect(
      parseEnv({
        XAPI_BODY_LIMIT: '65536',
        XAPI_RATE_LIMIT: '2.5',
        XAPI_UNNAMED_VERSION: '1.0.3',
        RECORDS_SMALL_CELL: '3',
      }),
    ).toMatchObject({
      config: { recordStore: { bodyLimit: 65_536, rateLimit: 2.5, unnamedVersion: '1.0.3', smallCell: 3 } },
    });
    expect(parseEnv({ XAPI_UNNAMED_VERSION: '3' })).toMatchObject({ ok: false });
  });

  it('names each malformed setting', () => {
    const result = parseEnv({ PORT: 'eighty', APP_SECRET: 'short', MONGODB_URI: 'postgres://x' });
    expect(result.ok ? [] : result.faults.map((fault) => fault.split(':')[0])).toEqual([
      'PORT',
      'MONGODB_URI',
      'APP_SECRET',
    ]);
  });

  it('lists what is missing and what is malformed together', () => {
    const result = parseEnv({ ...production, PUBLIC_URL: '', PORT: '80a', TRUST_PROXY: '-1' });
    expect(result).toEqual({
      ok: false,
      faults: [
        expect.stringMatching(/^PUBLIC_URL is missing/),
        'PORT: has to be a whole number from 0 to 65535',
        'TRUST_PROXY: has to be a whole number from 0 to 10',
      ],
    });
  });

  it('refuses a public address with a path, with the reason', () => {
    const result = parseEnv({ ...production, PUBLIC_URL: 'https://lms.example/chuyen-de' });
    expect(result.ok ? [] : result.faults).toEqual(['PUBLIC_URL: has to be without a path']);
  });

  it('takes a public address with a slash at its end', () => {
    expect(parseEnv({ ...production, PUBLIC_URL: 'https://hoc.example.vn:8443/' })).toMatchObject({
      config: { publicUrl: 'https://hoc.example.vn:8443' },
    });
  });

  it('serves by one process, or by as many as it is told', () => {
    expect(parseEnv({})).toMatchObject({ config: { webProcesses: 1 } });
    expect(parseEnv({ WEB_CONCURRENCY: '1' })).toMatchObject({ config: { webProcesses: 1 } });
    expect(parseEnv({ WEB_CONCURRENCY: '4' })).toMatchObject({ config: { webProcesses: 4 } });
  });

  it.each(['0', '-1', '1.5', '65', '9999999', 'auto', '0x2', ' 2'])(
    'serves by no "%s" processes',
    (count) => {
      const result = parseEnv({ WEB_CONCURRENCY: count });
      expect(result.ok ? [] : result.faults).toEqual([
        'WEB_CONCURRENCY: has to be a whole number from 1 to 64: how many web processes serve',
      ]);
    },
  );

  it('takes an empty variable as absent', () => {
    expect(parseEnv({ PORT: '', PUBLIC_URL: '' }).ok).toBe(true);
  });
});
