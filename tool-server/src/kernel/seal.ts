import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Sealed {
  iv: string;
  data: string;
}

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
/** No two texts are sealed with the same one. */
export const IV_BYTES = 12;

/** A key of its own for one purpose, derived from the application's secret. */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));

/**
 * Opens what was sealed by AES-256-GCM, its tag behind the data.
 * @param beside what was authenticated with it
 * @throws when the key is another one, or data or what stands beside it was changed
 */
export function openSealed(key: Buffer, { iv, data }: Sealed, beside = ''): string {
  const sealed = Buffer.from(data, 'base64url');
  const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64url'), {
    // Else a tag of four bytes would do, which can be guessed.
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(beside));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
}

/**
 * Encrypts what must not lie readable in the store (AES-256-GCM, its tag behind the data).
 * @param purpose what is sealed: what was sealed for one purpose does not open for another
 */
export function makeSeal(secret: string, purpose: string) {
  const key = deriveKey(secret, purpose);
  return {
    seal(text: string): Sealed {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv);
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return { iv: iv.toString('base64url'), data: data.toString('base64url') };
    },

    /** @throws when the secret is another one or the data was changed */
    open: (sealed: Sealed): string => openSealed(key, sealed),
  };
}

export type Seal = ReturnType<typeof makeSeal>;
