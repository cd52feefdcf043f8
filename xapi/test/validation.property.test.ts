import fc from 'fast-check';
import { statement as independentRule } from 'xapi-validation/dist/factory.js';

import { parseJson } from '../src/validation/parse-json.ts';
import { isSameStatement } from '../src/validation/same-statement.ts';
import { checkStatement } from '../src/validation/statement.ts';

import { validStatement } from './statement-arbitrary.ts';
import { anyBytesSomewhere, anyValueSomewhere, forbidden } from './statement-mutations.ts';

const jsonOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const VERSIONS = ['1.0.3', '2.0.0'] as const;

describe.each(VERSIONS)('the rules of %s', (version) => {
  const valid = validStatement(version);

  it('take every valid statement, which is the same as itself', () => {
    fc.assert(
      fc.property(valid, (statement) => {
        expect(checkStatement(statement, version)).toBeUndefined();
        expect(parseJson(jsonOf(statement))).toMatchObject({ ok: true });
        expect(
          isSameStatement(statement, JSON.parse(JSON.stringify(statement)) as typeof statement, version),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('refuse every forbidden change, and say where', () => {
    fc.assert(
      fc.property(
        valid.chain((statement) => forbidden(statement)),
        ({ statement }) => {
          expect(checkStatement(statement, version)).toMatchObject({
            path: expect.stringMatching(/^\$/) as string,
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('answer whatever they are given', () => {
    const anything = fc.oneof(
      fc.anything(),
      valid.chain((statement) => anyValueSomewhere(statement)),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const fault = checkStatement(value, version);
        expect(fault === undefined || typeof fault.rule === 'string').toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('answer whatever bytes come', () => {
    fc.assert(
      fc.property(
        valid.chain((statement) => anyBytesSomewhere(jsonOf(statement))),
        (bytes) => {
          const json = parseJson(bytes);
          if (json.ok) checkStatement(json.value, version);
          expect(({} as Record<string, unknown>)['mbox']).toBeUndefined();
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** What `xapi-validation` does not know: an activity in place of a list of one, and quotes in a media type. */
const asItMayRead = (statement: unknown): unknown =>
  JSON.parse(
    JSON.stringify(statement, (key, value: unknown) =>
      key === 'contextActivities'
        ? Object.fromEntries(Object.entries(value as object).map(([role, some]) => [role, [some].flat()]))
        : key === 'contentType'
          ? String(value).replaceAll('"', '')
          : value,
    ),
  );

it('takes no other statements of 1.0.x than an independent reading does', () => {
  const valid = validStatement('1.0.3');
  fc.assert(
    fc.property(
      fc.oneof(
        valid,
        valid.chain((statement) => anyValueSomewhere(statement)),
      ),
      (statement) => {
        fc.pre(checkStatement(statement, '1.0.3') === undefined);
        expect(independentRule(asItMayRead(statement), [])).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});
