import { LRUCache } from 'lru-cache';

/**
 * Holds what is read by a key for a moment, and reads it once for all who ask at a time. Somebody who waits for a
 * reading gets it, also when what is held is dropped or replaced meanwhile; it is not held then.
 *
 * @param read undefined or null where there is nothing, which is not held
 */
export const holdInMemory = <T extends object | true>(
  read: (key: string) => Promise<T | null | undefined>,
  options: { max: number; ttl: number },
) =>
  new LRUCache<string, T>({
    ...options,
    fetchMethod: async (key) => (await read(key)) ?? undefined,
    ignoreFetchAbort: true,
  });
