import { readEvents } from './event-reader.ts';

/** What an answer of any kind says: JSON, the first event of a stream, or the data of a page. */
export async function saidBy(answer: Response): Promise<unknown> {
  const type = answer.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    const first = await readEvents(answer)();
    return first?.data;
  }
  const text = await answer.text();
  if (type.includes('json')) return JSON.parse(text) as unknown;
  const data = /<script type="application\/json" id="arrival">(.*?)<\/script>/.exec(text)?.[1];
  return { text, ...(data !== undefined && { arrival: JSON.parse(data) as { grant: { token: string } } }) };
}
