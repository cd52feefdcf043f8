import type { LookupAddress } from 'node:dns';
import { makeCheckedLookup, type Resolve } from './checked-lookup.ts';

const THERE: LookupAddress[] = [{ address: '8.8.8.8', family: 4 }];
const ELSEWHERE: LookupAddress[] = [{ address: '9.9.9.9', family: 4 }];
const INSIDE: LookupAddress[] = [{ address: '127.0.0.1', family: 4 }];
const fails = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
const silent = () => new Promise<LookupAddress[]>(() => undefined);

/** Looks a name up by one answer of the resolver after the other; answers the address, or the fault's code. */
function open(answers: Resolve[], patienceMs = 0) {
  const lookup = makeCheckedLookup(
    { allowPrivateHosts: false },
    (hostname) => answers.shift()!(hostname),
    patienceMs,
  );
  return (hostname = 'lms.example'): Promise<string> =>
    new Promise((resolve) => {
      lookup(hostname, { all: true }, (error, addresses) => {
        resolve(error ? String(error.code) : (addresses as LookupAddress[])[0]!.address);
      });
    });
}

describe('a name that was found before', () => {
  it.each<[string, Resolve]>([
    ['does not answer', silent],
    ['cannot say', fails('EAI_AGAIN')],
    ['says that it failed', fails('ESERVFAIL')],
  ])('is called where it was while the resolver %s', async (_how, away) => {
    const find = open([() => Promise.resolve(THERE), away]);
    expect(await find()).toBe('8.8.8.8');
    expect(await find()).toBe('8.8.8.8');
  });

  it('is called where it is as soon as the resolver says so', async () => {
    const find = open([() => Promise.resolve(THERE), () => Promise.resolve(ELSEWHERE)], 60_000);
    expect(await find()).toBe('8.8.8.8');
    expect(await find()).toBe('9.9.9.9');
  });

  it.each<[string, Resolve, string]>([
    ['there is no such name any more', fails('ENOTFOUND'), 'ENOTFOUND'],
    ['it has no address any more', () => Promise.resolve([]), 'unreachable'],
    ['it is inside by now', () => Promise.resolve(INSIDE), 'address_not_allowed'],
  ])('is not called where it was when %s, nor after that', async (_what, now, code) => {
    const find = open([() => Promise.resolve(THERE), now, fails('EAI_AGAIN')], 60_000);
    expect(await find()).toBe('8.8.8.8');
    expect(await find()).toBe(code);
    expect(await find()).toBe('EAI_AGAIN');
  });
});

it('keeps a resolver’s thread for other names, however many names it was silent about', async () => {
  const asked: string[] = [];
  let isAway = false;
  const lookup = makeCheckedLookup({ allowPrivateHosts: false }, (hostname) => {
    asked.push(hostname);
    if (!hostname.startsWith('silent')) return Promise.resolve(THERE);
    return isAway ? silent() : fails('EAI_AGAIN')();
  });
  const find = (hostname: string) =>
    new Promise<void>((resolve) => {
      lookup(hostname, { all: true }, () => {
        resolve();
      });
    });
  const names = ['silent 1', 'silent 2', 'silent 3'];
  await Promise.all(names.map(find));
  isAway = true;
  asked.length = 0;
  for (const name of names) void find(name);
  await find('never found before');
  expect(asked.sort()).toEqual(['never found before', 'silent 1']);
});

it('does not call a name that was never found', async () => {
  const find = open([fails('EAI_AGAIN'), () => Promise.resolve(THERE), fails('EAI_AGAIN')]);
  expect(await find()).toBe('EAI_AGAIN');
  expect(await find()).toBe('8.8.8.8');
  expect(await find('other.example')).toBe('EAI_AGAIN');
});
