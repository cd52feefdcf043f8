import type { ReactNode } from 'react';
import { loadClassLeadCatalogue } from '../../../i18n/class-home-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';

/** The words of those who look after a class, which learners load without. */
export const LeadWords = ({ children }: { children: ReactNode }) => (
  <LaterWords of="class-lead" load={loadClassLeadCatalogue}>
    {children}
  </LaterWords>
);
