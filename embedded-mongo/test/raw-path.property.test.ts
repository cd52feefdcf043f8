import fc from 'fast-check';
import { decodeExact, encode } from '../src/bson/codec.ts';
import { fieldsOf, StoredDocument } from '../src/bson/stored-document.ts';
import type { BsonDocument } from '../src/bson/values.ts';
import { CommandError } from '../src/errors.ts';
import { compileField } from '../src/query/filter.ts';
import { applyUpdate, compileUpdate } from '../src/update/apply-update.ts';

const name = fc.constantFrom('a', 'b', '0', '1');
const leaf = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom('x', null, 1.5));
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(name, tie('tree'), { maxKeys: 3 }).map((doc) => ({ ...doc })),
  ),
}));
const doc = fc.dictionary(name, tree, { minKeys: 1, maxKeys: 3 }).map((fields) => ({ _id: 1, ...fields }));
const path = fc.array(name, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('.'));

const received = (value: object): BsonDocument => decodeExact(encode({ ...value }));

/** What an update makes of a document, or the code with which it refuses. */
function outcomeOf(given: StoredDocument, update: BsonDocument): unknown {
  try {
    return decodeExact(applyUpdate(given, compileUpdate(update), 1).toBuffer());
  } catch (error) {
    if (error instanceof CommandError) return error.code;
    throw error;
  }
}

describe('paths followed in bytes', () => {
  it('match what paths through decoded documents match', () => {
    const condition = fc.oneof(
      leaf,
      leaf.map(($ne) => ({ $ne })),
      leaf.map(($gt) => ({ $gt })),
      fc.constant({ $exists: true }),
    );
    fc.assert(
      fc.property(doc, path, condition, (fields, where, wanted) => {
        const raw = encode(fields);
        const filter = compileField(where, received({ wanted })['wanted']);
        expect(filter(new StoredDocument(raw))).toBe(filter(fieldsOf(decodeExact(raw))));
      }),
      { numRuns: 500 },
    );
  });

  it('change what paths through decoded documents change', () => {
    const update = fc.tuple(fc.constantFrom('$set', '$inc', '$max', '$mul'), path, path, tree, fc.integer());
    fc.assert(
      fc.property(doc, update, (fields, [operator, first, second, value, number]) => {
        const argument = operator === '$set' || operator === '$max' ? value : number;
        const change = received({
          [operator]: { [first]: argument },
          ...(first === second ? {} : { $min: { [second]: 0 } }),
        });
        const decoded = new StoredDocument(encode(fields));
        for (const head of Object.keys(fields)) decoded.set(head, decoded.get(head));
        expect(outcomeOf(new StoredDocument(encode(fields)), change)).toEqual(outcomeOf(decoded, change));
      }),
      { numRuns: 500 },
    );
  });
});
