import { Double, Int32, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { compareValues, valuesEqual } from '../src/bson/compare.ts';
import { encodeKey, encodeValue } from '../src/bson/key-encoding.ts';
import { RANK, rankOf } from '../src/bson/values.ts';

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 2 ** 53),
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.date({ noInvalidDate: true }),
  fc.integer().map((value) => new Int32(value)),
  fc.double().map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 4 }), tie('value'), { maxKeys: 4 }).map((doc) => ({ ...doc })),
  ),
}));

const sign = (number: number): number => Math.sign(number);

describe('the order of values', () => {
  it('is the order of their encodings', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sign(compareValues(a, b))).toBe(sign(Buffer.compare(encodeValue(a), encodeValue(b))));
      }),
    );
  });

  it('is total: antisymmetric and transitive', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(sign(compareValues(a, b))).toBe(-sign(compareValues(b, a)) + 0);
        const sorted = [a, b, c].sort(compareValues);
        expect(compareValues(sorted[0], sorted[2])).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('puts types before values', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        if (rankOf(a) !== rankOf(b)) expect(sign(compareValues(a, b))).toBe(sign(rankOf(a) - rankOf(b)));
      }),
    );
    expect(RANK.null).toBeLessThan(RANK.number);
  });

  it('is that of numbers, whatever their type', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ noNaN: true }), (a, b) => {
        expect(sign(compareValues(new Int32(a), new Double(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(valuesEqual(Long.fromNumber(a), a)).toBe(true);
      }),
    );
  });

  it('keeps 64-bit integers apart that are one double', () => {
    const near = fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 2n });
    fc.assert(
      fc.property(near, (number) => {
        expect(compareValues(Long.fromBigInt(number), Long.fromBigInt(number + 1n))).toBe(-1);
      }),
    );
  });

  it('holds field by field in compound keys, descending fields the other way', () => {
    const pair = fc.tuple(value, value);
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        const expected =
          sign(compareValues(a[0] ?? null, b[0] ?? null)) || -sign(compareValues(a[1] ?? null, b[1] ?? null));
        const keys = [a, b].map((values) => encodeKey(Buffer.alloc(0), values, [1, -1]));
        expect(sign(Buffer.compare(keys[0]!, keys[1]!))).toBe(expected + 0);
      }),
    );
  });

  it('never lets the key of one value begin with the key of another', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        if (compareValues(a, b) === 0) return;
        const [x, y] = [encodeValue(a), encodeValue(b)];
        expect(x.subarray(0, y.length).equals(y)).toBe(false);
      }),
    );
  });
});
