import type { TopicPage } from '@chuyen-de/contracts';
import { useState } from 'react';
import { useSearchParams } from 'wouter';

/** Section by section, or the whole lecture in one flow. */
export type ReadingMode = 'step' | 'all';

export interface SectionPlace {
  /** Index of the section on screen. */
  index: number;
  goTo: (index: number) => void;
}

/** Which section is open: kept in the address; at first the first one that is still unread. */
export function useSectionPlace(topic: TopicPage, read: ReadonlySet<string>): SectionPlace {
  const [query, setQuery] = useSearchParams();
  const [first] = useState(() =>
    Math.max(
      0,
      topic.sections.findIndex(({ id }) => !read.has(id)),
    ),
  );
  const asked = topic.sections.findIndex(({ id }) => id === query.get('section'));
  return {
    index: asked === -1 ? first : asked,
    goTo: (index) => setQuery({ section: topic.sections[index]?.id ?? '' }, { replace: true }),
  };
}
