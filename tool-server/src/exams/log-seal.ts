import { createDecipheriv, createHmac } from 'node:crypto';
import { sealedBeside, type SealedLog } from '@chuyen-de/contracts';

const TAG_BYTES = 16;

interface Holder {
  attempt: string;
  device: string;
}

/**
 * The seals of devices' logs: one for each attempt and device, told to the device that holds the attempt, so that
 * whoever carries its file can neither read nor change it. Nothing of them is stored.
 * @param key of the installation, for this purpose alone
 */
export function makeLogSeal(key: Buffer) {
  const keyOf = ({ attempt, device }: Holder): Buffer =>
    createHmac('sha256', key).update(`${attempt}\n${device}`).digest();
  return {
    /** As the device is told it. */
    of: (holder: Holder): string => keyOf(holder).toString('base64url'),

    /** What is sealed in a file; undefined where it was sealed with something else, or changed since. */
    open(log: SealedLog): string | undefined {
      const sealed = Buffer.from(log.sealed, 'base64url');
      if (sealed.length < TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', keyOf(log), Buffer.from(log.iv, 'base64url'), {
        // Else a tag of four bytes would do, which can be guessed.
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(sealedBeside(log)));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return undefined;
      }
    },
  };
}

export type LogSeal = ReturnType<typeof makeLogSeal>;
