import type { DraftField } from '@chuyen-de/contracts';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import type { MessageId } from '../../../i18n/messages.ts';
import classes from './exam-editor.module.css';

/** Where the page has a field: what is wrong leads there. */
export const placeOf = (field: DraftField): string => `field-${field}`;

/** A group of settings under its heading. */
export const Section = ({
  legend,
  fields,
  children,
}: {
  legend: MessageId;
  fields: readonly DraftField[];
  children: ReactNode;
}) => (
  <fieldset className={`${card.card ?? ''} ${classes.section ?? ''}`}>
    <legend>
      <h2 className={classes.legend}>
        <FormattedMessage id={legend} />
      </h2>
    </legend>
    {fields.map((field) => (
      <span key={field} id={placeOf(field)} className={classes.anchor} />
    ))}
    {children}
  </fieldset>
);
