import { createHmac } from 'node:crypto';
import { sealedBeside, type SealedLog } from '@chuyen-de/contracts';
import { openSealed } from '../kernel/seal.ts';

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
      try {
        return openSealed(keyOf(log), { iv: log.iv, data: log.sealed }, sealedBeside(log));
      } catch {
        return undefined;
      }
    },
  };
}

export type LogSeal = ReturnType<typeof makeLogSeal>;
