import type { AnswerReport, QuestionReport, ReportOutcome } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { CheckRow } from '../../../components/check-row.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Select } from '../../../components/select.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { MADE_BANKS } from '../api/made-banks.ts';
import { answerReport, QUESTION_REPORTS } from '../api/reports.ts';

const OUTCOMES = ['mended', 'stands', 'noted'] as const satisfies ReportOutcome[];

function OutcomeSelect({
  outcome,
  onOutcome,
}: {
  outcome: ReportOutcome;
  onOutcome: (outcome: ReportOutcome) => void;
}) {
  const { formatMessage } = useIntl();
  return (
    <Select<ReportOutcome>
      label={formatMessage({ id: 'reports.answer.outcome' })}
      value={outcome}
      options={OUTCOMES.map((value) => ({ value, label: formatMessage({ id: `reports.outcome.${value}` }) }))}
      onChange={onOutcome}
    />
  );
}

function useAnswering(id: string, onDone: (count: number) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (answer: AnswerReport) => answerReport(id, answer),
    onSuccess: async ({ answered }) => {
      onDone(answered);
      for (const queryKey of [QUESTION_REPORTS, MADE_BANKS])
        await queryClient.invalidateQueries({ queryKey });
    },
  });
}

/** Says what became of a report, or of all that wait about the same question. */
export function ReportAnswerForm({
  report: { id, others },
  onAnswered,
  onClose,
}: {
  report: QuestionReport;
  onAnswered: (count: number) => void;
  onClose: () => void;
}) {
  const [outcome, setOutcome] = useState<ReportOutcome>('mended');
  const [text, setText] = useState('');
  const [all, setAll] = useState(others > 0);
  const answering = useAnswering(id, (count) => {
    onAnswered(count);
    onClose();
  });
  const isReady = text.trim() !== '' && !answering.isPending;
  return (
    <DialogForm
      deed={<FormattedMessage id="reports.answer.send" />}
      pending={!isReady}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) answering.mutate({ outcome, text: text.trim(), all });
        return Promise.resolve();
      }}
      onCancel={onClose}
      fault={answering.isError && <ErrorNotice error={answering.error} />}
    >
      <OutcomeSelect outcome={outcome} onOutcome={setOutcome} />
      <TextArea
        label={<FormattedMessage id="reports.answer.text" />}
        rows={2}
        maxLength={1_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {others > 0 && (
        <CheckRow checked={all} onCheck={setAll}>
          <FormattedMessage id="reports.answer.all" values={{ count: others }} />
        </CheckRow>
      )}
    </DialogForm>
  );
}
