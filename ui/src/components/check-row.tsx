import type { ReactNode } from 'react';
import classes from './exam-editor.module.css';

/** Something that is on or off, the whole row to press on. */
export const CheckRow = ({
  checked,
  onCheck,
  children,
}: {
  checked: boolean;
  onCheck: (checked: boolean) => void;
  children: ReactNode;
}) => (
  <label className={classes.check}>
    <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.target.checked)} />
    <span>{children}</span>
  </label>
);
