import { headersOf, readAnswer, request, type Reader } from './http.ts';

/** Sends the bytes of a file as the body of a POST. @param patienceMs for a slow line, and for what the server makes of it */
export async function sendFile<T>(
  path: string,
  file: Blob,
  { read, patienceMs }: { read: Reader<T>; patienceMs: number },
): Promise<T> {
  const headers = headersOf({});
  headers.set('content-type', 'application/octet-stream');
  const signal = AbortSignal.timeout(patienceMs);
  return readAnswer(await request(path, { method: 'POST', headers, body: file, signal }), read);
}
