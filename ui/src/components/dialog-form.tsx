import type { ReactNode, SyntheticEvent } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from './button.tsx';
import classes from './dialog.module.css';

/** What a dialog asks before it does something: fields, what went wrong, and two ways: to do it, or to leave it. */
export function DialogForm({
  deed,
  pending,
  onSubmit,
  onCancel,
  fault,
  children,
}: {
  /** What it does, as its button says. */
  deed: ReactNode;
  pending: boolean;
  onSubmit: (event: SyntheticEvent) => Promise<void>;
  onCancel: () => void;
  /** Why it could not be done. */
  fault: ReactNode;
  children: ReactNode;
}) {
  return (
    <form noValidate className={classes.form} onSubmit={(event) => void onSubmit(event)}>
      {children}
      {fault}
      <div className={classes.ways}>
        <Button type="submit" look="main" aria-disabled={pending}>
          {deed}
        </Button>
        <Button onClick={onCancel}>
          <FormattedMessage id="app.cancel" />
        </Button>
      </div>
    </form>
  );
}
