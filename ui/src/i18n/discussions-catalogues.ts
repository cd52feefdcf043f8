import type { Locale } from '@chuyen-de/contracts';
import type { DiscussionsMessages } from './messages.ts';

/** The words of a class's exchange, loaded with it alone. */
export const loadDiscussionsCatalogue = async (locale: Locale): Promise<DiscussionsMessages> =>
  locale === 'en'
    ? (await import('./en/discussions.ts')).discussionsMessages
    : (await import('./vi/discussions.ts')).discussionsMessages;
