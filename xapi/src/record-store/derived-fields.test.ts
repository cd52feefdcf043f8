import { deriveFields } from './derived-fields.ts';

const STORED = new Date('2026-03-02T08:00:00Z');
const base = {
  actor: { mbox: 'mailto:an@example.com' },
  verb: { id: 'https://verbs.example/v' },
  object: { id: 'https://activities.example/a', definition: { type: 'https://types.example/t' } },
};

describe('deriveFields', () => {
  it('takes out what analyses use', () => {
    const statement = {
      ...base,
      timestamp: '2026-03-02T14:00:00.5+07:00',
      result: {
        score: { scaled: 0.5, raw: 5, min: 0, max: 10 },
        success: false,
        completion: true,
        duration: 'PT1M30.5S',
        response: 'a[,]c',
      },
      context: {
        registration: 'EC531277-B57B-4C15-8D91-D292C5B2B8F7',
        contextActivities: {
          parent: { id: 'p' },
          grouping: [{ id: 'g1' }, { id: 'g2' }],
          other: { id: 'o' },
        },
      },
    };
    expect(deriveFields(statement, STORED)).toEqual({
      at: new Date('2026-03-02T07:00:00.500Z'),
      actor: 'mbox:mailto:an@example.com',
      verb: 'https://verbs.example/v',
      activity: 'https://activities.example/a',
      type: 'https://types.example/t',
      registration: 'ec531277-b57b-4c15-8d91-d292c5b2b8f7',
      parents: ['p'],
      groupings: ['g1', 'g2'],
      others: ['o'],
      result: {
        scaled: 0.5,
        raw: 5,
        max: 10,
        success: false,
        completion: true,
        duration: 90.5,
        response: 'a[,]c',
      },
    });
  });

  it.each([
    ['choice', 'c[,]a', 'a[,]c'],
    ['sequencing', 'c[,]a', 'c[,]a'],
    ['fill-in', 'c[,]a', 'c[,]a'],
  ])('takes the response of a %s for what it is: %s for %s', (interactionType, response, expected) => {
    const object = { ...base.object, definition: { interactionType } };
    expect(deriveFields({ ...base, object, result: { response } }, STORED).result).toEqual({
      response: expected,
    });
  });

  it('leaves out what there is not', () => {
    const told = {
      actor: { objectType: 'Group', member: [base.actor] },
      verb: base.verb,
      object: { objectType: 'StatementRef', id: 'ec531277-b57b-4c15-8d91-d292c5b2b8f7' },
      result: { extensions: {} },
    };
    expect(deriveFields(told, STORED)).toEqual({ at: STORED, verb: 'https://verbs.example/v' });
  });

  it.each([
    ['2026-03-02T07:00:00Z', '2026-03-02T07:00:00.000Z'],
    ['2026-03-02T07:00:00', '2026-03-02T07:00:00.000Z'],
    ['2026-03-02T07:00:00.123456789+0700', '2026-03-02T00:00:00.123Z'],
    ['2026-03-02T07:00:00-05', '2026-03-02T12:00:00.000Z'],
    ['20260302T070000Z', '2026-03-02T07:00:00.000Z'],
    ['2026-03-02T07:00Z', '2026-03-02T07:00:00.000Z'],
  ])('reads the time %s', (timestamp, expected) => {
    expect(deriveFields({ ...base, timestamp }, STORED).at.toISOString()).toBe(expected);
  });
});
