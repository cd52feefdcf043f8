import type { CurrentSession } from '../sessions/index.ts';
import { makeClassStreams } from './class-streams.ts';

const aSession = (platformId: string, personId: string): CurrentSession => ({
  personId,
  platformId,
  linkId: 'link',
  item: { kind: 'exam', code: 'KT01' },
  roles: ['lecturer'],
  locale: 'vi',
  view: 'item',
  held: [],
});

describe('streams of class pages', () => {
  it('are a hundred of one LMS at the most, so that there are some left for others', () => {
    const streams = makeClassStreams({
      view: () => Promise.resolve({ ok: false, error: { code: 'not_in_this_link' } }),
      standOf: () => new Promise(() => undefined),
    });
    const open = (session: CurrentSession): void => {
      streams.open(
        {
          session,
          refusal: () => Promise.resolve(undefined),
          outlet: { write: () => undefined, isFull: () => false, end: () => undefined },
        },
        { filter: 'all', order: 'name', search: '', page: 1 },
      );
    };
    for (let person = 0; person < 100; person++) {
      expect(streams.hasRoom(aSession('one', `${person}`))).toBe(true);
      open(aSession('one', `${person}`));
    }
    expect(streams.hasRoom(aSession('one', 'another'))).toBe(false);
    expect(streams.hasRoom(aSession('two', 'another'))).toBe(true);
    streams.closeAll();
    expect(streams.hasRoom(aSession('one', 'another'))).toBe(true);
  });
});
