import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import type { MessageId } from '../i18n/messages.ts';
import classes from './key-figures.module.css';

/** What a page says first, in a few figures. */
export const KeyFigures = ({ children }: { children: ReactNode }) => (
  <dl className={classes.figures}>{children}</dl>
);

export function KeyFigure({ label, children }: { label: MessageId; children: ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt>
        <FormattedMessage id={label} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
