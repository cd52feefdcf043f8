import { ForgetPerson, NewRecordKey, NewSavedQuery, PeopleQuery, RemoveAttempt } from './index.ts';

const WHERE: [string, (text: string) => { success: boolean }][] = [
  ['why somebody is forgotten', (reason) => ForgetPerson.safeParse({ how: 'removed', reason })],
  ['why an attempt is removed', (reason) => RemoveAttempt.safeParse({ reason })],
  ['for whom a key is', (note) => NewRecordKey.safeParse({ scopes: ['analysis/read'], note })],
  ['the name of a saved query', (name) => NewSavedQuery.safeParse({ name, filter: {} })],
  ['what a saved query shows', (part) => NewSavedQuery.safeParse({ name: 'a', filter: {}, view: { part } })],
  ['what people are looked for by', (text) => PeopleQuery.safeParse({ text })],
];

describe('what staff write', () => {
  it.each(WHERE)('takes no control character and no half of a character: %s', (_, parse) => {
    for (const text of ['Thi thử\u0000', '\u001BThi thử.', 'Thi \uD83D thử', 'Thi thử \uDE00'])
      expect(parse(text)).toMatchObject({ success: false });
    for (const text of ['Thi thử', 'Thi\nthử\tlại', 'Thi thử \u{1F600}'])
      expect(parse(text)).toMatchObject({ success: true });
  });
});
