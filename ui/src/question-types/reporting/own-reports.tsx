import type { OwnReport } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../components/button.tsx';
import { LaterWords } from '../../i18n/later-words.tsx';
import { loadReportsCatalogue } from '../../i18n/reports-catalogues.ts';
import { useFormats } from '../../lib/formats.ts';
import { ReportForm } from './report-form.tsx';
import { ownReportsQuery, type AskedOn } from './reports-api.ts';
import classes from './reporting.module.css';

/** What was reported, and what became of it. */
function Trail({ report: { kind, text, at, answer } }: { report: OwnReport }) {
  const { dateTime } = useFormats();
  return (
    <div>
      <p role="status">
        <strong>
          <FormattedMessage id={answer ? `report.outcome.${answer.outcome}` : 'report.state.waiting'} />
        </strong>{' '}
        <span className={classes.soft}>{dateTime(answer?.at ?? at)}</span>
      </p>
      <p className={classes.soft}>
        <FormattedMessage id={`report.kind.${kind}`} />
      </p>
      <p className={classes.quote}>{text}</p>
      {answer && (
        <p className={classes.quote}>{answer.text ?? <FormattedMessage id="report.answer.shut" />}</p>
      )}
    </div>
  );
}

interface Props {
  on: AskedOn;
  slot: number;
}

function Reports({ on, slot }: Props) {
  const found = useQuery(ownReportsQuery(on));
  const [isReporting, setReporting] = useState(false);
  if (!found.data) return null;
  const made = found.data.reports.filter(({ slots }) => slots.includes(slot));
  const mayReport = made.every(({ state }) => state !== 'waiting');
  return (
    <div className={classes.reports}>
      {made.map((report) => (
        <Trail key={report.id} report={report} />
      ))}
      {mayReport && !isReporting && (
        <Button look="quiet" onClick={() => setReporting(true)}>
          <FormattedMessage id="report.open" />
        </Button>
      )}
      {mayReport && isReporting && <ReportForm on={on} slot={slot} onClose={() => setReporting(false)} />}
    </div>
  );
}

/** What a learner has reported of a question, what became of it, and the way to report it. */
export const OwnReports = (props: Props) => (
  <LaterWords quiet of="reports" load={loadReportsCatalogue}>
    <Reports {...props} />
  </LaterWords>
);
