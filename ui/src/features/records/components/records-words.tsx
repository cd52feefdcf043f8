import type { ReactNode } from 'react';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { loadRecordsCatalogue } from '../../../i18n/records-catalogues.ts';

/** Adds the words of these pages to the reader's catalogue. */
export const RecordsWords = ({ children }: { children: ReactNode }) => (
  <LaterWords of="records" load={loadRecordsCatalogue}>
    {children}
  </LaterWords>
);
