interface ServerEvent {
  name: string;
  data: unknown;
}

/** Reads the events of an answer one after another; undefined once there is none any more. */
export function readEvents(answer: Response): () => Promise<ServerEvent | undefined> {
  const events: ServerEvent[] = [];
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  return async () => {
    while (events.length === 0) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const parsed = /^event: (.*)\ndata: (.*)$/.exec(block);
        if (parsed) events.push({ name: parsed[1]!, data: JSON.parse(parsed[2]!) });
      }
    }
    return events.shift();
  };
}
