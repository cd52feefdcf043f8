import type { ReactNode } from 'react';
import { loadFiguresCatalogue } from '../i18n/figures-catalogues.ts';
import { LaterWords } from '../i18n/later-words.tsx';

/** The words of pages about figures, which learners load without them. */
export const FiguresWords = ({ children }: { children: ReactNode }) => (
  <LaterWords of="figures" load={loadFiguresCatalogue}>
    {children}
  </LaterWords>
);
