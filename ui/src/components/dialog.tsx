import { useLayoutEffect, useRef, type ReactNode } from 'react';
import classes from './dialog.module.css';

/** A modal dialog: the browser keeps the focus in it, Escape closes it, and focus returns where it was. */
export function Dialog({
  labelledBy,
  sheet = false,
  onClose,
  children,
}: {
  labelledBy: string;
  /** Rises from the lower edge on a phone. */
  sheet?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Only the method makes a dialog modal; it has to close while still in the page, or focus would not return.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={labelledBy}
      className={sheet ? classes.sheet : classes.dialog}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
