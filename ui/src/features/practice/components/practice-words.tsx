import type { ReactNode } from 'react';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { loadPracticeCatalogue } from '../../../i18n/practice-catalogues.ts';

/** The words of practice, which who sits an exam loads without. */
export const PracticeWords = ({ children }: { children: ReactNode }) => (
  <LaterWords of="practice" load={loadPracticeCatalogue}>
    {children}
  </LaterWords>
);
