import type { ReactNode } from 'react';
import card from './card.module.css';
import { PageTitle } from './page-title.tsx';

/** The head of a page: what it is about in small, its title, and what else is said of it. */
export function PageHead({
  kicker,
  title,
  children,
}: {
  kicker: ReactNode;
  title: ReactNode;
  children?: ReactNode;
}) {
  return (
    <header>
      <p className={card.kicker}>{kicker}</p>
      <PageTitle>{title}</PageTitle>
      {children}
    </header>
  );
}
