import type { ComponentProps, ReactNode } from 'react';
import classes from './disclosure.module.css';

/** Matter that is there for who asks for it. */
export function Disclosure({
  summary,
  className = '',
  children,
  ...details
}: ComponentProps<'details'> & { summary: ReactNode }) {
  return (
    <details className={`${classes.disclosure ?? ''} ${className}`} {...details}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
