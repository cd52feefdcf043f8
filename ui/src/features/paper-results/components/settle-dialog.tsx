import type { PaperImport, PaperRow } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { CheckRow } from '../../../components/check-row.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { settleRow } from '../api/paper-results.ts';
import { saidOf } from './paper-row-item.tsx';

const asText = (answers: PaperRow['answers']): string => (answers ?? []).join('; ');
const asAnswers = (text: string): string[] | null =>
  text.trim() === '' ? null : text.split(';').map((answer) => answer.trim());
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

interface DialogProps {
  exam: string;
  read: PaperImport;
  row: PaperRow;
  onSettled: (read: PaperImport) => void;
  onClose: () => void;
}

function useSettling({ exam, read, row, onSettled }: DialogProps) {
  const [values, setValues] = useState({
    person: row.doubts.some(({ code }) => code.startsWith('person')) ? '' : (row.person?.id ?? ''),
    paperCode: row.paperCode,
    answers: asText(row.answers),
    mark: row.mark ?? '',
    skip: row.state === 'skipped',
  });
  const settling = useMutation({
    mutationFn: (typed: typeof values) =>
      settleRow(exam, read.id, row.line, {
        person: typed.person || null,
        paperCode: typed.paperCode.trim(),
        answers: asAnswers(typed.answers),
        mark: orNull(typed.mark),
        skip: typed.skip,
      }),
    onSuccess: onSettled,
  });
  return { values, set: (change: Partial<typeof values>) => setValues({ ...values, ...change }), settling };
}

type Settling = ReturnType<typeof useSettling>;

/** Whose the line is: of those whom it may be first. */
function Person({
  read,
  row,
  values,
  set,
}: Pick<DialogProps, 'read' | 'row'> & Pick<Settling, 'values' | 'set'>) {
  const { formatMessage } = useIntl();
  const candidates = new Set(row.candidates.map(({ id }) => id));
  const people = [...row.candidates, ...read.people.filter(({ id }) => !candidates.has(id))];
  if (people.length === 0) return null;
  return (
    <Select
      label={<FormattedMessage id="paperResults.person" />}
      value={values.person}
      all={formatMessage({ id: 'paperResults.personAsSaid' })}
      options={people.map(({ id, name, email, number }) => ({
        value: id,
        label: [name ?? number, email].filter((part) => part !== null).join(' · '),
      }))}
      onChange={(person) => set({ person })}
    />
  );
}

/** What the line says. */
const Work = ({ values, set }: Pick<Settling, 'values' | 'set'>) => (
  <>
    <Field
      type="text"
      label={<FormattedMessage id="paperResults.paper" />}
      value={values.paperCode}
      onChange={(event) => set({ paperCode: event.target.value })}
    />
    <Field
      type="text"
      label={<FormattedMessage id="paperResults.answers" />}
      hint={<FormattedMessage id="paperResults.answersHint" />}
      value={values.answers}
      onChange={(event) => set({ answers: event.target.value })}
    />
    <Field
      type="text"
      inputMode="decimal"
      label={<FormattedMessage id="paperResults.mark" />}
      value={values.mark}
      onChange={(event) => set({ mark: event.target.value })}
    />
    <CheckRow checked={values.skip} onCheck={(skip) => set({ skip })}>
      <FormattedMessage id="paperResults.skip" />
    </CheckRow>
  </>
);

/** Settles what is in doubt about a line: whose it is, and what it says. */
export function SettleDialog(props: DialogProps) {
  const { read, row, onClose } = props;
  const { values, set, settling } = useSettling(props);
  return (
    <TitledDialog
      title={
        <FormattedMessage
          id="paperResults.settleTitle"
          values={{ line: row.line, said: saidOf(row) || '–' }}
        />
      }
      onClose={onClose}
    >
      <DialogForm
        deed={<FormattedMessage id="paperResults.keep" />}
        pending={settling.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          settling.mutate(values);
          return Promise.resolve();
        }}
        onCancel={onClose}
        fault={settling.isError && <ErrorNotice error={settling.error} />}
      >
        <Person {...{ read, row, values, set }} />
        <Work {...{ values, set }} />
      </DialogForm>
    </TitledDialog>
  );
}
