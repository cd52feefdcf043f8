import type { ServerResponse } from 'node:http';
import { AnswerBudget, type Place } from './answer-budget.ts';
import type { XapiReply } from './exchange.ts';
import { CallerGone } from './read-body.ts';
import { isWhole } from './send-reply.ts';

/** An answer of so few bytes takes no room. */
const SMALL_ANSWER = 64 * 1024;
/** What an answer in pieces holds of what it reads ahead, and how much all of those may hold together. */
const STREAM_BYTES = 16 * 1024 * 1024;
const STREAMS_BUDGET = 8 * STREAM_BYTES;

async function* withProgress<T>(pieces: AsyncIterable<T>, { goOn }: Place): AsyncGenerator<T> {
  for await (const piece of pieces) {
    goOn();
    yield piece;
  }
}

/** Makes answers that may be large, in the room that there is for them. */
export function makeInRoom() {
  const answers = new AnswerBudget();
  const streams = new AnswerBudget({ bytes: STREAMS_BUDGET });

  /** Gives the place back once the answer is through, or its caller gone. */
  function hold(place: Place, bytes: number, res: ServerResponse): void {
    place.hold(bytes);
    if (res.closed) place.giveBack();
    else res.once('close', place.giveBack);
  }

  async function streamInRoom(reply: XapiReply, body: AsyncIterable<string | Buffer>, res: ServerResponse) {
    const place = await streams.enter(() => res.destroy());
    hold(place, STREAM_BYTES, res);
    return { ...reply, body: withProgress(body, place) };
  }

  return async (res: ServerResponse, make: () => XapiReply | Promise<XapiReply>): Promise<XapiReply> => {
    const place = await answers.enter(() => res.destroy());
    let reply: XapiReply;
    try {
      if (res.closed) throw new CallerGone();
      reply = await make();
    } catch (error) {
      place.giveBack();
      throw error;
    }
    const { body = '' } = reply;
    const bytes = isWhole(body) ? Buffer.byteLength(body) : 0;
    if (bytes > SMALL_ANSWER) hold(place, bytes, res);
    else place.giveBack();
    return isWhole(body) ? reply : streamInRoom(reply, body, res);
  };
}
