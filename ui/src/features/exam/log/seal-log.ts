import { entryText, SEALED_LOG_FORMAT, sealedBeside } from '@chuyen-de/contracts/log-chain';
import { base64Url, fromBase64Url } from './base64-url.ts';
import type { Entry } from './entry-store.ts';
import type { StoredChain } from './log-chain.ts';

interface Sealing {
  exam: string;
  /** What the server gave this device for it. */
  seal: string;
  chain: StoredChain;
  /** What waits for the server. */
  entries: readonly Entry[];
  /** The server's time by the best estimate. */
  now: number;
}

const IV_BYTES = 12;
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The file of a device that cannot reach the server: whoever carries it can neither read nor change it. */
export async function sealLog({ exam, seal, chain, entries, now }: Sealing): Promise<Blob> {
  const { attempt, device, begin, links, head } = chain;
  const beside = { exam, attempt, device, savedAt: new Date(now).toISOString() };
  const inside = JSON.stringify({ begin, links, head, entries: entries.map(entryText) });
  const key = await crypto.subtle.importKey('raw', fromBase64Url(seal), 'AES-GCM', false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const cipher = { name: 'AES-GCM', iv, additionalData: bytesOf(sealedBeside(beside)) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher, key, bytesOf(inside)));
  const file = { format: SEALED_LOG_FORMAT, ...beside, iv: base64Url(iv), sealed: base64Url(sealed) };
  return new Blob([JSON.stringify(file)], { type: 'application/json' });
}
