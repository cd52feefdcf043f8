import { MOST_PAPER_FILE_BYTES } from '@chuyen-de/contracts';
import { useState, type ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import classes from './paper-results.module.css';
import { TableFault } from './table-fault.tsx';

/** A table is chosen and sent. */
export function SendTable<Answer>({
  label,
  hint,
  deed,
  send,
  onSent,
}: {
  label: ReactNode;
  hint: ReactNode;
  deed: ReactNode;
  send: (file: File) => Promise<Answer>;
  onSent: (answer: Answer) => void;
}) {
  const [file, setFile] = useState<File>();
  const sending = useMutation({ mutationFn: send, onSuccess: onSent });
  const isTooLarge = (file?.size ?? 0) > MOST_PAPER_FILE_BYTES;
  const isReady = file !== undefined && !isTooLarge && !sending.isPending;
  return (
    <div className={classes.send}>
      <Field
        type="file"
        accept=".csv,.xlsx,.txt,.tsv"
        {...{ label, hint }}
        fault={isTooLarge ? <FormattedMessage id="paperResults.tooLarge" /> : undefined}
        onChange={(event) => {
          setFile(event.currentTarget.files?.[0]);
          sending.reset();
        }}
      />
      <Button look="main" aria-disabled={!isReady} onClick={() => isReady && sending.mutate(file)}>
        {sending.isPending ? <FormattedMessage id="paperResults.reading" /> : deed}
      </Button>
      {sending.isError && <TableFault error={sending.error} />}
    </div>
  );
}
