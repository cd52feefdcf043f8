import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { loadPaperResultsCatalogue } from '../../../i18n/paper-results-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';

/** The words of these pages, and which exam and file they are about. */
export function PaperResultsWords({ children }: { children: (exam: string, id: string) => ReactNode }) {
  const { code, id } = useParams<{ code: string; id?: string }>();
  return (
    <LaterWords of="paper-results" load={loadPaperResultsCatalogue}>
      {children(code, id ?? '')}
    </LaterWords>
  );
}
