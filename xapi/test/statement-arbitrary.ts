import fc, { type Arbitrary } from 'fast-check';

import type { XapiVersion } from '../src/http/exchange.ts';
import type { JsonObject } from '../src/validation/structure.ts';

/** Part of the properties, each now and then. */
const some = <T>(model: { [K in keyof T]: Arbitrary<T[K]> }): Arbitrary<Partial<T>> =>
  fc.record<T, never>(model, { requiredKeys: [], noNullPrototype: true }) as Arbitrary<Partial<T>>;
/** These properties, and now and then some of the others. */
const object = <R, S>(
  required: { [K in keyof R]: Arbitrary<R[K]> },
  optional: { [K in keyof S]: Arbitrary<S[K]> },
): Arbitrary<JsonObject> =>
  fc
    .tuple(fc.record(required, { noNullPrototype: true }), some(optional))
    .map(([must, may]) => ({ ...must, ...may }));

const word = fc.string({ unit: 'grapheme', maxLength: 12 });
const iri = fc.oneof(
  fc.constantFrom('http://adlnet.gov/expapi/verbs/answered', 'urn:x:1', 'https://ví-dụ.vn/bài-1?q=%20#a'),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
);
const languageMap = fc.dictionary(
  fc.constantFrom('vi', 'en-US', 'zh-Hant-TW', 'x-moodle', 'sl-rozaj'),
  word,
  { maxKeys: 2, noNullPrototype: true },
);
/** Anything JSON has, under IRIs; what JSON writes otherwise than it came (minus nought) is left out. */
const extensions = fc
  .dictionary(iri, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 2, noNullPrototype: true })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);
/** Hardly ever the same twice, which a bias towards simple values would make them. */
const uuid = fc.oneof(
  fc.noBias(fc.uuid()),
  fc.noBias(fc.uuid()).map((id) => id.toUpperCase()),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n || 0),
);
const HEX = Array.from('0123456789abcdefABCDEF');
const hex = (length: number): Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...HEX), minLength: length, maxLength: length });
const timestamp = fc
  .tuple(
    fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
    fc.constantFrom('Z', '+07:00', '-05:30', '123456Z'),
  )
  .map(([date, zone]) => date.toISOString().replace('Z', zone));
const duration = fc.constantFrom(
  'PT0S',
  'PT12.34S',
  'P3Y1M29DT4H35M59.14S',
  'P4W',
  'PT1H',
  'P1D',
  'PT0.12567S',
);

const identifier: Arbitrary<JsonObject> = fc.oneof(
  fc.emailAddress().map((address) => ({ mbox: `mailto:an.${address.replace(/[^\w.@+-]/g, '')}` })),
  hex(40).map((mbox_sha1sum) => ({ mbox_sha1sum })),
  fc.webUrl().map((openid) => ({ openid })),
  fc.record({ homePage: iri, name: word }, { noNullPrototype: true }).map((account) => ({ account })),
);
const named = some({ name: word });
const agent: Arbitrary<JsonObject> = fc
  .tuple(some({ objectType: fc.constant('Agent') }), named, identifier)
  .map((parts) => Object.assign({}, ...parts) as JsonObject);
const members = (least: number) => fc.array(agent, { minLength: least, maxLength: 3 });
const group: Arbitrary<JsonObject> = fc
  .oneof(
    members(1).map((member) => ({ member })),
    fc.tuple(identifier, some({ member: members(0) })).map(([known, more]) => ({ ...known, ...more })),
  )
  .chain((body) => named.map((name) => ({ objectType: 'Group', ...name, ...body })));
const actor = fc.oneof({ weight: 4, arbitrary: agent }, group);

const components = fc
  .uniqueArray(word, { maxLength: 3 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => object({ id: fc.constant(id) }, { description: languageMap }))),
  );
const interaction: Arbitrary<JsonObject> = fc.oneof(
  fc
    .constantFrom('true-false', 'fill-in', 'long-fill-in', 'numeric', 'other')
    .map((interactionType) => ({ interactionType })),
  ...(
    [
      ['choice', 'choices'],
      ['sequencing', 'choices'],
      ['likert', 'scale'],
      ['matching', 'source'],
      ['performance', 'steps'],
    ] as const
  ).map(([interactionType, list]) =>
    object(
      { interactionType: fc.constant(interactionType), [list]: components },
      { correctResponsesPattern: fc.array(word, { maxLength: 2 }) },
    ),
  ),
  fc.constant({}),
);
const definition = fc
  .tuple(
    some({ name: languageMap, description: languageMap, type: iri, moreInfo: iri, extensions }),
    interaction,
  )
  .map(([described, asked]): JsonObject => ({ ...described, ...asked }));
const activity = object({ id: iri }, { objectType: fc.constant('Activity'), definition });
const reference = fc.record({ objectType: fc.constant('StatementRef'), id: uuid }, { noNullPrototype: true });

/** Whose min is less than max, and raw between them. */
const score = fc
  .tuple(fc.uniqueArray(number, { minLength: 3, maxLength: 3 }), fc.double({ min: -1, max: 1, noNaN: true }))
  .chain(([three, scaled]) => {
    const [min, raw, max] = three.sort((a, b) => a - b);
    return some({
      scaled: fc.constant(scaled || 0),
      raw: fc.constant(raw),
      min: fc.constant(min),
      max: fc.constant(max),
    });
  });
const result = some({
  score,
  success: fc.boolean(),
  completion: fc.boolean(),
  response: word,
  duration,
  extensions,
});
const activities = fc.oneof(fc.array(activity, { maxLength: 2 }), activity);
const relevant = { relevantTypes: fc.array(iri, { minLength: 1, maxLength: 2 }) };
const only2 = {
  contextAgents: fc.array(object({ objectType: fc.constant('contextAgent'), agent }, relevant), {
    maxLength: 2,
  }),
  contextGroups: fc.array(object({ objectType: fc.constant('contextGroup'), group }, relevant), {
    maxLength: 2,
  }),
};
const ofActivity = { revision: word, platform: word };
const context = (version: XapiVersion, more: object): Arbitrary<JsonObject> =>
  some<JsonObject>({
    registration: uuid,
    instructor: actor,
    team: group,
    contextActivities: some({
      parent: activities,
      grouping: activities,
      category: activities,
      other: activities,
    }),
    language: fc.constantFrom('vi', 'en-US'),
    statement: reference,
    extensions,
    ...(version === '2.0.0' && only2),
    ...more,
  });
/** Such as are elsewhere, so that no part has to come with them. */
const attachments = fc.array(
  object(
    {
      usageType: iri,
      display: languageMap,
      contentType: fc.constantFrom('text/plain', 'text/html; charset="utf-8"', 'application/octet-stream'),
      length: fc.nat(),
      sha2: hex(64),
      fileUrl: iri,
    },
    { description: languageMap },
  ),
  { maxLength: 2 },
);

const verb = object({ id: iri }, { display: languageMap });
const VOIDED = { id: 'http://adlnet.gov/expapi/verbs/voided' };

/** What a statement and a substatement have in common: it is about an activity, or about something else. */
const core = (version: XapiVersion): Arbitrary<JsonObject> => {
  const rest = { result, attachments, timestamp };
  return fc.oneof(
    object({ actor, verb, object: activity }, { ...rest, context: context(version, ofActivity) }),
    object(
      {
        actor,
        verb,
        object: fc.oneof(
          agent.map((one) => ({ ...one, objectType: 'Agent' })),
          group,
          reference,
        ),
      },
      { ...rest, context: context(version, {}) },
    ),
  );
};

const authority = fc.oneof(
  agent,
  fc.tuple(agent, agent).map((member): JsonObject => ({ objectType: 'Group', member })),
);

/** A valid statement with an id, as a client may send it. */
export const validStatement = (version: XapiVersion): Arbitrary<JsonObject> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 6, arbitrary: core(version) },
        {
          weight: 2,
          arbitrary: object(
            { actor, verb, object: core(version).map((inner) => ({ objectType: 'SubStatement', ...inner })) },
            { result, timestamp, context: context(version, {}) },
          ),
        },
        { weight: 1, arbitrary: object({ actor, verb: fc.constant(VOIDED), object: reference }, {}) },
      ),
      some({
        stored: timestamp,
        authority,
        version: fc.constantFrom('1.0', '1.0.3', ...(version === '2.0.0' ? ['2.0.0'] : [])),
      }),
      uuid,
    )
    .map(([body, set, id]) => ({ id, ...body, ...set }));
