import { headersOf, NetworkError, problemOf, readAnswer, type Reader } from './http.ts';

interface Sending<T> {
  read: Reader<T>;
  /** For a slow line, and for what the server makes of it. */
  patienceMs: number;
  /** Is told which share of it has left. */
  onSent?: (share: number) => void;
  /** Nobody wants it sent any more. */
  signal?: AbortSignal;
}

/** What a request was answered; `fetch` does not tell how much of a body has left. */
function answerTo(
  path: string,
  file: Blob,
  sending: Pick<Sending<unknown>, 'onSent' | 'signal' | 'patienceMs'>,
) {
  const { patienceMs, onSent, signal } = sending;
  const sent = new XMLHttpRequest();
  sent.open('POST', path);
  const headers = headersOf({});
  headers.set('content-type', 'application/octet-stream');
  for (const [name, value] of headers) sent.setRequestHeader(name, value);
  sent.responseType = 'text';
  sent.timeout = patienceMs;
  sent.upload.onprogress = ({ loaded, total }) => onSent?.(total === 0 ? 1 : loaded / total);
  signal?.addEventListener('abort', () => sent.abort(), { once: true });
  return new Promise<Response>((resolve, reject) => {
    const fail = () => reject(new NetworkError('No answer'));
    sent.onerror = fail;
    sent.onabort = fail;
    sent.ontimeout = fail;
    sent.onload = () => {
      const retryAfter = sent.getResponseHeader('retry-after');
      resolve(
        new Response(sent.responseText, {
          status: sent.status,
          ...(retryAfter !== null && { headers: { 'retry-after': retryAfter } }),
        }),
      );
    };
    sent.send(file);
  });
}

/** Sends the bytes of a file as the body of a POST. @throws NetworkError where no answer comes, ProblemError where it is a refusal */
export async function sendFile<T>(path: string, file: Blob, { read, ...sending }: Sending<T>): Promise<T> {
  const response = await answerTo(path, file, sending);
  if (!response.ok) throw await problemOf(response);
  return readAnswer(response, read);
}
