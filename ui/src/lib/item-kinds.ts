import type { ItemKind, ItemRef } from '@chuyen-de/contracts';
import type { MessageId } from '../i18n/messages.ts';

/** What pages have to know of a kind of item that a link can open. */
interface KindOfItem {
  /** Where its page is. */
  path: (code: string) => string;
  /** Its tab, beside that of the class, and what the class is called by it. */
  tab: MessageId;
  followed: MessageId;
  /** Whether there is a class to follow: what people do there is their own otherwise. */
  hasClass: boolean;
  /** Where those who teach follow everybody, beside it. */
  learnersPath?: (code: string) => string;
  /** Whether it is done in attempts, with time and marks of their own. */
  inAttempts: boolean;
  /** Whether other pages are come to from it, and lead back. */
  isHome?: true;
  /** How the content picker offers it; its gradebook column may be left out where that is the default, or there is none. */
  offer: { about: MessageId; maximum?: MessageId; defaultMaximum: '10' | '' };
}

const ITEM_KINDS: Record<ItemKind, KindOfItem> = {
  topic: {
    path: (code) => `/topics/${code}`,
    tab: 'class.tab.topic',
    followed: 'class.kicker.topic',
    hasClass: true,
    inAttempts: false,
    offer: { about: 'picker.topicAbout', maximum: 'picker.scoreMaximum.topic', defaultMaximum: '' },
  },
  practice: {
    path: (code) => `/practice/${code}`,
    tab: 'practice.kicker',
    followed: 'practice.kicker',
    hasClass: false,
    inAttempts: false,
    offer: { about: 'picker.topicAbout', maximum: 'picker.scoreMaximum.topic', defaultMaximum: '' },
  },
  class: {
    path: (code) => `/classes/${code}`,
    tab: 'class.tab.home',
    followed: 'class.tab.home',
    hasClass: false,
    learnersPath: (code) => `/classes/${code}/learners`,
    inAttempts: false,
    isHome: true,
    offer: { about: 'picker.classAbout', defaultMaximum: '' },
  },
  exam: {
    path: (code) => `/exams/${code}`,
    tab: 'class.tab.exam',
    followed: 'class.kicker.exam',
    hasClass: true,
    inAttempts: true,
    offer: { about: 'picker.examAbout', maximum: 'picker.scoreMaximum.exam', defaultMaximum: '10' },
  },
};

export const kindOf = ({ kind }: Pick<ItemRef, 'kind'>): KindOfItem => ITEM_KINDS[kind];

/** The page of an item. */
export const itemPath = (item: ItemRef): string => kindOf(item).path(item.code);
