import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import type { MessageId } from '../i18n/messages.ts';
import classes from './fact.module.css';

/** A named value in a list of them (`dl`). */
export function Fact({
  label,
  className = '',
  children,
}: {
  label: MessageId;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={`${classes.fact ?? ''} ${className}`}>
      <dt>
        <FormattedMessage id={label} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
