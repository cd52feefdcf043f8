import type { UseFormRegisterReturn } from 'react-hook-form';
import { FormattedMessage } from 'react-intl';
import { Field } from '../../../components/field.tsx';

const LEAST_REASON = 3;

/** Of a reason in a form: `register('reason', REASON)`. */
export const REASON = { validate: (text: string): boolean => text.trim().length >= LEAST_REASON };

/** Asks why something is done; it is kept in the audit. */
export function ReasonField({ isMissing, ...input }: UseFormRegisterReturn & { isMissing: boolean }) {
  return (
    <Field
      label={<FormattedMessage id="records.people.reason" />}
      maxLength={500}
      fault={isMissing ? <FormattedMessage id="records.people.reason.needed" /> : undefined}
      {...input}
    />
  );
}
