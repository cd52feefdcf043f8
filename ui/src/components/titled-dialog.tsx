import { useId, type ReactNode } from 'react';
import classes from './dialog.module.css';
import { Dialog } from './dialog.tsx';

/** A dialog under a heading, which names it. */
export function TitledDialog({
  title,
  onClose,
  children,
}: {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const titleId = useId();
  return (
    <Dialog labelledBy={titleId} onClose={onClose}>
      <div className={classes.titled}>
        <h2 id={titleId}>{title}</h2>
        {children}
      </div>
    </Dialog>
  );
}
