import type { ReactNode } from 'react';
import { loadCorrectionsCatalogue } from '../../../i18n/corrections-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';

/** The words of these pages, which learners load without them. */
export const CorrectionsWords = ({ children }: { children: ReactNode }) => (
  <LaterWords of="corrections" load={loadCorrectionsCatalogue}>
    {children}
  </LaterWords>
);
