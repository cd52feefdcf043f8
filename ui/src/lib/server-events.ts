import { headersOf, NetworkError, request } from './http.ts';

/** Twice the time after which the server sends something at the latest. */
const PATIENCE_MS = 30_000;

interface ServerEvent {
  name: string;
  data: string;
}

/** One event of the form that our server sends: a line each for its name and its data; others are comments. */
function eventOf(block: string): ServerEvent | undefined {
  const lines = block.split('\n');
  const member = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const [name, data] = [member('event'), member('data')];
  return name === undefined || data === undefined ? undefined : { name, data };
}

/** Pieces of an answer as they come, as long as one comes in time. */
async function* piecesOf(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const silence = new AbortController();
  let timer: number | undefined;
  const wait = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => silence.abort(), PATIENCE_MS);
  };
  wait();
  try {
    const init = { headers: headersOf({}), signal: AbortSignal.any([signal, silence.signal]) };
    const reader = (await request(path, init)).body?.getReader();
    for (;;) {
      const piece = await reader?.read();
      if (!piece || piece.done) return;
      wait();
      yield piece.value;
    }
  } catch (cause) {
    if (cause instanceof DOMException || cause instanceof TypeError)
      throw new NetworkError('The stream broke off', { cause });
    throw cause;
  } finally {
    window.clearTimeout(timer);
    silence.abort();
  }
}

/**
 * Server-sent events as they come, until the server ends them. `EventSource` cannot say who asks.
 * @throws NetworkError where they break off or nothing comes for long, ProblemError where they are refused
 * @see HTML, 9.2.6
 */
export async function* readEvents(path: string, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of piecesOf(path, signal)) {
    const blocks = (text + decoder.decode(piece, { stream: true })).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) yield event;
    }
  }
}
