import { Double, Int32, ObjectId } from 'bson';
import { decodeExact, encode } from './codec.ts';
import { type Element, joinElements, readElements } from './elements.ts';
import {
  type Container,
  containerOf,
  findAtPath,
  findForUpdate,
  isContainer,
  replaceAtPath,
} from './raw-path.ts';
import { type BsonDocument, ownField } from './values.ts';

/** What a filter looks at: the top level fields of a document, wherever they come from. */
export interface FieldSource {
  get(name: string): unknown;
  /** The values that a path of several parts leads to, where they are known without decoding the field. */
  at?(parts: readonly string[]): readonly unknown[] | undefined;
  /** The whole document, for expressions. */
  toDocument(): BsonDocument;
}

export const fieldsOf = (doc: BsonDocument): FieldSource => ({
  get: (name) => ownField(doc, name),
  toDocument: () => doc,
});

export type Choice = 'keep' | 'omit' | { readonly value: unknown };

/**
 * A document as bytes, whose top level fields are decoded when asked for and encoded again when changed.
 * A filter or an update touches few fields of a large document: the others stay bytes.
 */
export class StoredDocument implements FieldSource {
  readonly raw: Buffer;
  private readonly elements: Map<string, Element>;
  private readonly decoded = new Map<string, unknown>();
  private readonly changed = new Set<string>();
  /** Fields changed as bytes: what stands for their element in `raw`. */
  private readonly patched = new Map<string, Buffer>();

  constructor(raw: Buffer) {
    this.raw = raw;
    this.elements = new Map();
    for (const element of readElements(raw)) this.elements.set(element.name, element);
  }

  firstName(): string | undefined {
    return this.elements.keys().next().value;
  }

  /** A field that a document in it names twice: what is decoded has it once. */
  repeatedIn(name: string): string | undefined {
    const element = this.elements.get(name);
    if (!element || !isContainer(element)) return undefined;
    const names = readElements(this.raw.subarray(element.valueStart, element.end)).map((each) => each.name);
    return names.find((each, i) => names.indexOf(each) < i);
  }

  names(): Iterable<string> {
    return this.elements.keys();
  }

  get(name: string): unknown {
    if (this.decoded.has(name)) return this.decoded.get(name);
    const element = this.elements.get(name);
    if (!element) return undefined;
    const patched = this.patched.get(name);
    const value = patched ? decodeExact(joinElements([patched]))[name] : decodeElement(this.raw, element);
    this.decoded.set(name, value);
    return value;
  }

  at(parts: readonly string[]): unknown[] | undefined {
    const container = this.containerAt(parts[0] ?? '');
    if (!container) return undefined;
    const { found, alsoMissing } = findAtPath(container, parts.slice(1));
    if (found === 'unclear') return undefined;
    if (found === 'missing') return [undefined];
    const value = decodeElement(found.raw, found.element);
    return alsoMissing ? [value, undefined] : [value];
  }

  /**
   * Replaces the value at a path as bytes. False, with nothing changed, where it is not there or the field
   * has been decoded and changed already.
   */
  replaceAt(parts: readonly string[], change: (current: unknown) => unknown): boolean {
    const [head = '', ...rest] = parts;
    const element = this.elements.get(head);
    const container = this.containerAt(head);
    const finding = container && findForUpdate(container, rest);
    if (!element || finding === undefined || typeof finding === 'string') return false;
    const value = change(decodeElement(finding.raw, finding.element));
    const before = this.patched.get(head) ?? this.raw.subarray(element.start, element.end);
    const valueAt = element.valueStart - element.start;
    const replaced = replaceAtPath(before.subarray(valueAt), rest, encodeElement(rest.at(-1) ?? '', value));
    this.patched.set(head, Buffer.concat([before.subarray(0, valueAt), replaced]));
    this.decoded.delete(head);
    return true;
  }

  private containerAt(name: string): Container | undefined {
    const element = this.elements.get(name);
    if (!element || !isContainer(element) || this.changed.has(name)) return undefined;
    const patched = this.patched.get(name);
    if (!patched) return containerOf(this.raw, element);
    return { ...containerOf(this.raw, element), raw: patched.subarray(element.valueStart - element.start) };
  }

  /** Sets a field; undefined removes it. Also to be called after changing a value that `get` returned. */
  set(name: string, value: unknown): void {
    this.decoded.set(name, value);
    this.changed.add(name);
  }

  /** The documents of an array field, as bytes. */
  documentsIn(name: string): Buffer[] | undefined {
    const element = this.elements.get(name);
    if (!element) return undefined;
    const array = this.raw.subarray(element.valueStart, element.end);
    return readElements(array).map(({ valueStart, end }) => array.subarray(valueStart, end));
  }

  /** A document of some of the stored fields: each is kept as it is, left out, or given another value. */
  select(choose: (name: string) => Choice, added: BsonDocument = {}): Buffer {
    const parts: Buffer[] = [];
    for (const { name, start, end } of this.elements.values()) {
      const choice = choose(name);
      if (choice === 'keep') parts.push(this.raw.subarray(start, end));
      else if (choice !== 'omit') parts.push(encodeElement(name, choice.value));
    }
    for (const name of Object.keys(added)) parts.push(encodeElement(name, added[name]));
    return joinElements(parts);
  }

  toDocument(): BsonDocument {
    return decodeExact(this.toBuffer());
  }

  toBuffer(): Buffer {
    if (this.changed.size === 0 && this.patched.size === 0) return this.raw;
    const parts: Buffer[] = [];
    for (const { name, start, end } of this.elements.values()) {
      parts.push(
        this.changed.has(name)
          ? encodeElement(name, this.decoded.get(name))
          : (this.patched.get(name) ?? this.raw.subarray(start, end)),
      );
    }
    for (const name of this.changed) {
      if (!this.elements.has(name)) parts.push(encodeElement(name, this.decoded.get(name)));
    }
    return joinElements(parts);
  }
}

function encodeElement(name: string, value: unknown): Buffer {
  const doc = encode(Object.defineProperty({}, name, { value, enumerable: true }));
  return doc.subarray(4, doc.length - 1);
}

function decodeElement(raw: Buffer, { name, type, start, valueStart, end }: Element): unknown {
  switch (type) {
    case 0x01:
      return new Double(raw.readDoubleLE(valueStart));
    case 0x02:
      return raw.toString('utf8', valueStart + 4, end - 1);
    case 0x07:
      return new ObjectId(Buffer.from(raw.subarray(valueStart, end)));
    case 0x08:
      return raw[valueStart] === 1;
    case 0x09:
      return new Date(Number(raw.readBigInt64LE(valueStart)));
    case 0x0a:
      return null;
    case 0x10:
      return new Int32(raw.readInt32LE(valueStart));
    default:
      return decodeExact(joinElements([raw.subarray(start, end)]))[name];
  }
}
