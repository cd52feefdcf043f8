import { broken, inside, type Check, type Fault, type XapiVersion } from './fault.ts';

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Shape {
  /** How the object is called in a rule: `a verb`. */
  name: string;
  required?: readonly string[];
  properties: Readonly<Record<string, Check>>;
  /** Properties that only the 2.0 family knows. */
  since2?: Readonly<Record<string, Check>>;
}

/**
 * An object with these properties and no others, in these very cases. A property that is null is refused by the
 * check of the property: only extensions may hold null.
 * @see xAPI 1.0.3 Data §2.2 "LRS Requirements"; xAPI 2.0 §4.2.1
 */
export const object = ({ name, required = [], properties, since2 = {} }: Shape): Check => {
  const known = new Map(Object.entries(properties));
  const known2 = new Map([...known, ...Object.entries(since2)]);
  return (value, version) => {
    if (!isObject(value)) return broken(`${name} is an object`);
    const checks = version === '1.0.3' ? known : known2;
    for (const key in value) {
      const check = checks.get(key);
      if (check === undefined) return inside(key, broken(`${name} has no property of this name`));
      const fault = check(value[key], version);
      if (fault !== undefined) return inside(key, fault);
    }
    for (const key of required) {
      if (!Object.hasOwn(value, key)) return inside(key, broken(`${name} has this property`));
    }
    return undefined;
  };
};

/** An array whose elements all pass. */
export const listOf =
  (name: string, check: Check): Check =>
  (value, version) => {
    if (!Array.isArray(value)) return broken(`${name} is an array`);
    for (let index = 0; index < value.length; index++) {
      const fault = check(value[index], version);
      if (fault !== undefined) return inside(index, fault);
    }
    return undefined;
  };

/** An object of any keys of one kind. */
export const mapOf =
  (name: string, isKey: (key: string) => boolean, keyRule: string, check?: Check): Check =>
  (value, version) => {
    if (!isObject(value)) return broken(`${name} is an object`);
    for (const key in value) {
      if (!isKey(key)) return inside(key, broken(keyRule));
      const fault = check?.(value[key], version);
      if (fault !== undefined) return inside(key, fault);
    }
    return undefined;
  };

/** Both, the second on values that passed the first. */
export const both =
  (first: Check, second: (value: JsonObject, version: XapiVersion) => Fault | undefined): Check =>
  (value, version) =>
    first(value, version) ?? second(value as JsonObject, version);

/** A string, of a format where one is given. */
export const text = (rule: string, matches?: (value: string) => boolean): Check => {
  const fault = broken(rule);
  return (value) =>
    typeof value === 'string' && (matches === undefined || matches(value)) ? undefined : fault;
};

/** One of these words, in this very case. */
export const oneOf = (name: string, words: readonly string[]): Check => {
  const allowed = new Set<unknown>(words);
  const fault = broken(`${name} is ${words.map((word) => `"${word}"`).join(' or ')}`);
  return (value) => (allowed.has(value) ? undefined : fault);
};

export const flag: Check = (value) =>
  typeof value === 'boolean' ? undefined : broken('this is true or false, not in quotes');

/** A number that a double can hold: JSON may spell greater ones, which become infinite. */
export const decimal: Check = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? undefined : broken('this is a number, not in quotes');
