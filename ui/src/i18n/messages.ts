import type { vi } from './vi.ts';

/** Identifier of a message: Vietnamese is the measure, other catalogues follow it. */
export type MessageId = keyof typeof vi;

export type Messages = Record<MessageId, string>;

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- react-intl takes its types of ids from here
  namespace FormatjsIntl {
    interface Message {
      ids: MessageId;
    }
  }
}
