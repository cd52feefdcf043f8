import type { ReactNode } from 'react';
import { kindOf } from '../lib/item-kinds.ts';
import { useSession } from '../lib/use-session.ts';
import { NotFound } from './not-found.tsx';

/** A page about the exam that the link opens; where it opens something else, there is none. */
export function ExamOfLink({ children }: { children: (exam: string) => ReactNode }) {
  const item = useSession()?.item;
  return item && kindOf(item).inAttempts ? children(item.code) : <NotFound />;
}
