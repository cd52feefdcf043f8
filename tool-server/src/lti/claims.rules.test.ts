import { CLAIM, findUnsoundId, LaunchClaims } from './claims.rules.ts';
import { readLaunch } from './launch.rules.ts';

const LONG = 'ề'.repeat(160_000);

const claims = (over: Record<string, unknown> = {}) => ({
  [CLAIM.messageType]: 'LtiResourceLinkRequest',
  [CLAIM.version]: '1.3.0',
  [CLAIM.deploymentId]: '1',
  [CLAIM.targetLinkUri]: 'https://tool.example/lti/launch',
  [CLAIM.resourceLink]: { id: 'link' },
  [CLAIM.roles]: ['Learner'],
  sub: 'an',
  ...over,
});

const read = (over: Record<string, unknown>) =>
  readLaunch(LaunchClaims.parse(claims(over)), {
    platform: { id: 'p', issuer: 'https://lms.example', clientId: 'c' },
    acceptLanguage: undefined,
    now: new Date('2026-01-01T00:00:00Z'),
  });

describe('an id', () => {
  const UNSOUND = [
    'a\u0000b',
    'a\u0007',
    '\nb',
    'a\tb',
    'a\r',
    'a\u001b[31m',
    'a\u007f',
    'a\u0085',
    '\ud800a',
    'a\udc00',
  ];
  const PLACES = {
    sub: (id: unknown) => ({ sub: id }),
    [CLAIM.deploymentId]: (id: unknown) => ({ [CLAIM.deploymentId]: id }),
    [CLAIM.resourceLink]: (id: unknown) => ({ [CLAIM.resourceLink]: { id } }),
    [CLAIM.context]: (id: unknown) => ({ [CLAIM.context]: { id } }),
    [CLAIM.forUser]: (id: unknown) => ({ [CLAIM.forUser]: { user_id: id } }),
  };

  it.each(Object.entries(PLACES))('that cannot be kept as it came is found: in %s', (claim, at) => {
    for (const id of UNSOUND) expect(findUnsoundId(claims(at(id)))).toBe(claim);
    for (const id of ['a', 'á 🙂', '\u200b', undefined, 7, null, {}])
      expect(findUnsoundId(claims(at(id)))).toBeUndefined();
  });

  it('is looked for in claims of whatever shape', () => {
    for (const shape of [null, 7, 'x', [], {}])
      expect(findUnsoundId(claims({ [CLAIM.context]: shape, [CLAIM.resourceLink]: shape }))).toBeUndefined();
  });
});

describe('claims', () => {
  it('are cut to a length that people read, wherever they are texts', () => {
    const launch = read({
      name: LONG,
      given_name: LONG,
      family_name: LONG,
      middle_name: LONG,
      email: LONG,
      locale: LONG,
      [CLAIM.context]: { id: 'course', title: LONG, label: LONG, type: [LONG] },
      [CLAIM.resourceLink]: { id: 'link', title: LONG },
      [CLAIM.custom]: { item: 'exam:KT01', [LONG]: LONG },
      [CLAIM.roles]: ['Instructor', LONG],
    });
    expect(launch.resourceLink?.title).toBe(LONG.slice(0, 1_000));
    expect(launch).toMatchObject({ roles: ['lecturer'], item: { code: 'KT01' } });
    const texts = JSON.stringify(launch).match(/ề+/g)!;
    expect(texts.length).toBeGreaterThanOrEqual(10);
    expect(new Set(texts.map(({ length }) => length))).toEqual(new Set([1_000, 254]));
    expect(launch.name?.full).toBe(LONG.slice(0, 254));
  });

  it('are kept without what nobody sees, and refused in ids', () => {
    const bad = '\u0000Lan\u0007\uD83D';
    const launch = read({
      name: bad,
      email: bad,
      [CLAIM.context]: { id: 'course', title: bad, label: bad, type: [bad] },
      [CLAIM.resourceLink]: { id: 'link', title: bad },
    });
    expect(launch).toMatchObject({
      name: { full: 'Lan\uFFFD' },
      email: 'Lan\uFFFD',
      context: { title: 'Lan\uFFFD', label: 'Lan\uFFFD', type: ['Lan\uFFFD'] },
      resourceLink: { title: 'Lan\uFFFD' },
    });
    for (const over of [{ sub: bad }, { [CLAIM.deploymentId]: bad }, { [CLAIM.resourceLink]: { id: bad } }])
      expect(LaunchClaims.safeParse(claims(over)).success).toBe(false);
  });

  it.each([
    'not an address',
    '/lineitem',
    'javascript:alert(1)',
    'lms.example/items',
    'https://',
    'http://[',
    '',
  ])('count as absent where they name a service at %j', (address) => {
    const launch = read({
      [CLAIM.ags]: { lineitem: address, lineitems: address, scope: ['score'] },
      [CLAIM.nrps]: { context_memberships_url: address },
    });
    expect(launch.ags).toEqual({ scope: ['score'] });
    expect(launch.nrps).toBeUndefined();
  });

  it('keep the one service of two that has an address', () => {
    const lineitems = 'https://lms.example/items?type=lti&a=b';
    expect(read({ [CLAIM.ags]: { lineitem: 'x', lineitems, scope: [] } }).ags).toEqual({
      lineItems: lineitems,
      scope: [],
    });
  });

  it('are read up to a number of entries', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `entry-${index}`);
    const launch = read({
      [CLAIM.roles]: ['Instructor', ...many],
      [CLAIM.custom]: Object.fromEntries(many.map((name) => [name, name])),
      [CLAIM.context]: { id: 'course', type: many },
      [CLAIM.ags]: { lineitem: 'https://lms.example/1', scope: many },
    });
    expect(launch.roles).toEqual(['lecturer']);
    expect([
      launch.rawRoles.length,
      Object.keys(launch.custom).length,
      launch.context!.type!.length,
      launch.ags!.scope.length,
    ]).toEqual([200, 200, 200, 200]);
  });

  it.each([
    ['of a line item', { [CLAIM.ags]: { lineitem: `https://lms.example/${LONG}` } }],
    ['of a roster', { [CLAIM.nrps]: { context_memberships_url: `https://lms.example/${LONG}` } }],
    ['of the way back', { [CLAIM.launchPresentation]: { return_url: `https://lms.example/${LONG}` } }],
  ])('leave out an address %s that is too long to be one', (_name, over) => {
    expect(JSON.stringify(read(over))).not.toContain(LONG.slice(0, 10));
  });

  it.each([
    ['person', { sub: LONG }],
    ['deployment', { [CLAIM.deploymentId]: LONG }],
    ['link', { [CLAIM.resourceLink]: { id: LONG } }],
  ])('are refused where the id of the %s is too long to be one', (_name, over) => {
    expect(LaunchClaims.safeParse(claims(over)).success).toBe(false);
  });
});
