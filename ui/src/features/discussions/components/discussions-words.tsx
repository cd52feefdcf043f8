import type { ReactNode } from 'react';
import { loadDiscussionsCatalogue } from '../../../i18n/discussions-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';

/** The words of a class's exchange, which its other pages load without. */
export const DiscussionsWords = ({ children }: { children: ReactNode }) => (
  <LaterWords of="discussions" load={loadDiscussionsCatalogue}>
    {children}
  </LaterWords>
);
