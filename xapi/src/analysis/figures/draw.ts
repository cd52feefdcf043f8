import { createHmac } from 'node:crypto';

/** Numbers from 0 to 1, eight of them, that follow from a text and nothing else; nobody without the key can foretell them. */
export type Draw = (text: string) => readonly number[];

const NUMBERS = 8;

/** Draws for protected figures: what is drawn for the same name is the same, whenever it is asked for. */
export function makeDraw(key: string): Draw {
  const secret = createHmac('sha256', key).update('noise of protected figures').digest();
  return (text) => {
    const digest = createHmac('sha256', secret).update(text).digest();
    return Array.from({ length: NUMBERS }, (_, i) => digest.readUInt32BE(4 * i) / 0x1_0000_0000);
  };
}
