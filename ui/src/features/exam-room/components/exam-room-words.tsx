import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { loadExamRoomCatalogue } from '../../../i18n/exam-room-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';

/** A page about the exam in its address, with its words. */
export function ExamRoomWords({ children }: { children: (exam: string) => ReactNode }) {
  const { code } = useParams<{ code: string }>();
  return (
    <LaterWords of="exam-room" load={loadExamRoomCatalogue}>
      {children(code)}
    </LaterWords>
  );
}
