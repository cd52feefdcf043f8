import type { ReportKind } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { DialogForm } from '../../components/dialog-form.tsx';
import { ErrorNotice } from '../../components/error-view.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useMutation } from '../../lib/use-mutation.ts';
import { ownReportsQuery, reportQuestion, type AskedOn } from './reports-api.ts';
import classes from './reporting.module.css';

const KINDS = ['key', 'wording', 'outdated', 'display', 'other'] as const satisfies ReportKind[];
const SHORTEST = 10;

function Kinds({
  name,
  kind,
  onKind,
}: {
  name: string;
  kind: ReportKind;
  onKind: (kind: ReportKind) => void;
}) {
  return (
    <fieldset className={classes.kinds}>
      <legend>
        <FormattedMessage id="report.kind" />
      </legend>
      {KINDS.map((each) => (
        <label key={each} className={classes.kind}>
          <input type="radio" name={name} checked={each === kind} onChange={() => onKind(each)} />
          <FormattedMessage id={`report.kind.${each}`} />
        </label>
      ))}
    </fieldset>
  );
}

/** Asks what is wrong with a question, and sends it. */
export function ReportForm({ on, slot, onClose }: { on: AskedOn; slot: number; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<ReportKind>('key');
  const [text, setText] = useState('');
  const [isTold, setTold] = useState(false);
  const tooShort = text.trim().length < SHORTEST;
  const sending = useMutation({
    mutationFn: (said: { kind: ReportKind; text: string }) => reportQuestion(on, { slot, ...said }),
    onSuccess: (reports) => {
      queryClient.setQueryData(ownReportsQuery(on).queryKey, reports);
      onClose();
    },
  });
  return (
    <div className={classes.form}>
      <DialogForm
        deed={<FormattedMessage id="report.send" />}
        pending={sending.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          setTold(true);
          if (!sending.isPending && !tooShort) sending.mutate({ kind, text: text.trim() });
          return Promise.resolve();
        }}
        onCancel={onClose}
        fault={sending.isError && <ErrorNotice error={sending.error} />}
      >
        <p className={classes.soft}>
          <FormattedMessage id="report.intro" />
        </p>
        <Kinds name={`report-${on.id}-${slot}`} kind={kind} onKind={setKind} />
        <TextArea
          label={<FormattedMessage id="report.text" />}
          hint={<FormattedMessage id="report.text.hint" />}
          fault={isTold && tooShort && <FormattedMessage id="report.text.short" />}
          maxLength={1_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </DialogForm>
    </div>
  );
}
