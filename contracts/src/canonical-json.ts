/** A value with its members in one order: browsers, the store and authors each have their own. */
const inOneOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** The JSON of a value, which is the same for all that say the same; of nothing (`undefined`) it is nothing, too. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, inOneOrder);

/** Those of some fields in which two things differ. */
export const changedAmong = <Field extends string>(
  fields: readonly Field[],
  before: Readonly<Partial<Record<Field, unknown>>>,
  after: Readonly<Partial<Record<Field, unknown>>>,
): Field[] => fields.filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]));
