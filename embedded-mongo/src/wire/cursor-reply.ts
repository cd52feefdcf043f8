/*
 * A cursor's reply holds documents that are bytes already: it is put together by hand, so that they are
 * copied once and never decoded.
 */

const OK_AND_END_BYTES = 1 + 3 + 8 + 1;

class ReplyWriter {
  readonly bytes: Buffer;
  private at = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  int32(value: number): void {
    this.at = this.bytes.writeInt32LE(value, this.at);
  }

  element(type: number, name: string): void {
    this.bytes[this.at++] = type;
    this.at += this.bytes.write(name, this.at, 'latin1');
    this.bytes[this.at++] = 0;
  }

  raw(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  int64(value: bigint): void {
    this.at = this.bytes.writeBigInt64LE(value, this.at);
  }

  double(value: number): void {
    this.at = this.bytes.writeDoubleLE(value, this.at);
  }

  end(): void {
    this.bytes[this.at++] = 0;
  }
}

const digits = (number: number): number => (number < 10 ? 1 : number < 100 ? 2 : String(number).length);

/** `{ cursor: { firstBatch | nextBatch: […], id, ns }, ok: 1 }`. A cursor that is at its end has the id 0. */
export function cursorReply(ns: string, id: bigint, isFirst: boolean, batch: readonly Buffer[]): Buffer {
  const batchName = isFirst ? 'firstBatch' : 'nextBatch';
  const nsBytes = Buffer.from(ns);
  let arrayBytes = 5;
  batch.forEach((doc, i) => {
    arrayBytes += 2 + digits(i) + doc.length;
  });
  const cursorBytes =
    4 + (2 + batchName.length + arrayBytes) + (1 + 3 + 8) + (1 + 3 + 4 + nsBytes.length + 1) + 1;
  const total = 4 + (1 + 7 + cursorBytes) + OK_AND_END_BYTES;
  const writer = new ReplyWriter(total);
  writer.int32(total);
  writer.element(0x03, 'cursor');
  writer.int32(cursorBytes);
  writer.element(0x04, batchName);
  writer.int32(arrayBytes);
  batch.forEach((doc, i) => {
    writer.element(0x03, String(i));
    writer.raw(doc);
  });
  writer.end();
  writer.element(0x12, 'id');
  writer.int64(id);
  writer.element(0x02, 'ns');
  writer.int32(nsBytes.length + 1);
  writer.raw(nsBytes);
  writer.end();
  writer.end();
  writer.element(0x01, 'ok');
  writer.double(1);
  writer.end();
  return writer.bytes;
}
