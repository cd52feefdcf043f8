import { inTime } from '../kernel/in-time.ts';

/** How long the answer of another process is waited for: less than Prometheus or a caller waits for ours. */
const PATIENCE_MS = 2_000;

/** Messages between two processes of one machine; whatever is not of a conversation passes by. */
interface Channel {
  send: (message: object) => void;
  onMessage: (listener: (message: unknown) => void) => void;
}

/** What a process says of a question that the other may ask. */
type Answer = (about: unknown) => unknown;

interface Asked {
  ask: number;
  question: string;
  about?: unknown;
}
interface Answered {
  answer: number;
  value?: unknown;
  fault?: string;
}

const has = <Key extends string>(message: unknown, key: Key): message is Record<Key, unknown> =>
  typeof message === 'object' && message !== null && key in message;

/** Lets two processes ask each other, over a channel that only carries messages. */
export function makeConversation({ send, onMessage }: Channel) {
  const answers = new Map<string, Answer>();
  const waiting = new Map<number, (answered: Answered) => void>();
  let last = 0;

  async function answer({ ask, question, about }: Asked): Promise<void> {
    try {
      const how = answers.get(question);
      if (!how) throw new Error(`nobody answers "${question}" yet`);
      send({ answer: ask, value: await how(about) } satisfies Answered);
    } catch (error) {
      send({ answer: ask, fault: String(error) } satisfies Answered);
    }
  }

  onMessage((message) => {
    if (has(message, 'ask')) void answer(message as unknown as Asked);
    else if (has(message, 'answer')) waiting.get((message as unknown as Answered).answer)?.(message as never);
  });

  return {
    /** Says how a question of the other process is answered from now on. */
    answer: (question: string, how: Answer): void => void answers.set(question, how),

    /** Asks the other process. @throws when it has no answer, or none in time */
    ask: async (question: string, about?: unknown): Promise<unknown> => {
      const ask = ++last;
      const replied = new Promise<Answered>((resolve) => waiting.set(ask, resolve));
      try {
        send({ ask, question, about } satisfies Asked);
        const { value, fault } = await inTime(PATIENCE_MS, () => replied, 'the other process');
        if (fault !== undefined) throw new Error(fault);
        return value;
      } finally {
        waiting.delete(ask);
      }
    },
  };
}

export type Conversation = ReturnType<typeof makeConversation>;
