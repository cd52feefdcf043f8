import { createHmac } from 'node:crypto';

/** A number from 0 to 1 that follows from a text and nothing else; nobody without the key can foretell it. */
export type Draw = (text: string) => number;

/** Draws for protected figures: what is drawn for the same name is the same, whenever it is asked for. */
export function makeDraw(key: string): Draw {
  const secret = createHmac('sha256', key).update('noise of protected figures').digest();
  return (text) => createHmac('sha256', secret).update(text).digest().readUInt32BE(0) / 0x1_0000_0000;
}
