import type { LedgerDeed, RoomLedger, SealedLogEntry } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import type { MessageId } from '../../../i18n/messages.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { ledgerQuery } from '../api/room.ts';
import { useDeedWords } from '../documents/use-deed-words.ts';
import { useLogWords } from '../documents/use-log-words.ts';
import { ExamRoomWords } from './exam-room-words.tsx';
import classes from './exam-room.module.css';
import { TakeInDialog } from './take-in-dialog.tsx';

function Deed({ deed }: { deed: LedgerDeed }) {
  const { dateTime } = useFormats();
  const nameOf = useLearnerName();
  const { what, given } = useDeedWords()(deed);
  return (
    <tr>
      <td>{dateTime(deed.at)}</td>
      <td>
        {what}
        {given.length > 0 && (
          <ul className={classes.given}>
            {given.map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        )}
      </td>
      <td>
        {deed.people === null
          ? (deed.sitting?.name ?? <FormattedMessage id="examRoom.everybody" />)
          : deed.people.map(nameOf).join('; ')}
      </td>
      <td>{deed.reason ?? '–'}</td>
      <td>{deed.by ?? '–'}</td>
    </tr>
  );
}

const DEED_HEADINGS = [
  'examRoom.ledger.col.at',
  'examRoom.ledger.col.what',
  'examRoom.ledger.col.whom',
  'examRoom.ledger.col.reason',
  'examRoom.ledger.col.by',
] as const;

/** What was done, or brought, line by line. */
const LedgerTable = ({ headings, children }: { headings: readonly MessageId[]; children: ReactNode }) => (
  <div className={classes.scroller}>
    <table>
      <thead>
        <tr>
          {headings.map((heading) => (
            <th key={heading} scope="col">
              <FormattedMessage id={heading} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

function Deeds({ deeds }: Pick<RoomLedger, 'deeds'>) {
  if (deeds.length === 0)
    return (
      <p>
        <FormattedMessage id="examRoom.ledger.empty" />
      </p>
    );
  return (
    <LedgerTable headings={DEED_HEADINGS}>
      {deeds.map((deed) => (
        <Deed key={deed.id} deed={deed} />
      ))}
    </LedgerTable>
  );
}

function Log({ log, onTakeIn }: { log: SealedLogEntry; onTakeIn: () => void }) {
  const { dateTime } = useFormats();
  const nameOf = useLearnerName();
  const { what, decided, times } = useLogWords()(log);
  return (
    <tr>
      <td>{dateTime(log.at)}</td>
      <td>
        {what}
        {decided !== null && <p>{decided}</p>}
        {log.can.takeIn && (
          <p className={classes.ways}>
            <Button onClick={onTakeIn}>
              <FormattedMessage id="examRoom.takeIn" />
            </Button>
          </p>
        )}
      </td>
      <td>{nameOf(log.person)}</td>
      <td>{times}</td>
      <td>{log.by ?? '–'}</td>
    </tr>
  );
}

const LOG_HEADINGS = [
  'examRoom.ledger.col.at',
  'examRoom.logs.col.what',
  'examRoom.ledger.col.whom',
  'examRoom.logs.col.times',
  'examRoom.ledger.col.by',
] as const;

/** Files of devices without network: what was brought, and what became of it. */
function Logs({ logs, exam }: Pick<RoomLedger, 'logs' | 'exam'>) {
  const [chosen, setChosen] = useState<SealedLogEntry>();
  if (logs.length === 0) return null;
  return (
    <section>
      <h2>
        <FormattedMessage id="examRoom.logs" />
      </h2>
      <LedgerTable headings={LOG_HEADINGS}>
        {logs.map((log) => (
          <Log key={log.id} log={log} onTakeIn={() => setChosen(log)} />
        ))}
      </LedgerTable>
      {chosen && <TakeInDialog exam={exam.code} log={chosen} onClose={() => setChosen(undefined)} />}
    </section>
  );
}

function Ledger({ ledger }: { ledger: RoomLedger }) {
  const { dateTime } = useFormats();
  return (
    <article className={`${card.card ?? ''} ${classes.ledger ?? ''}`}>
      <PageHead
        kicker={<FormattedMessage id="examRoom.ledger" />}
        title={<Localised text={ledger.exam.title} />}
      >
        {ledger.contextTitle !== null && <p>{ledger.contextTitle}</p>}
        <p className={classes.count}>
          <FormattedMessage id="examRoom.ledger.asOf" values={{ at: dateTime(ledger.serverNow) }} />
        </p>
      </PageHead>
      <div className={classes.ways}>
        <Button look="main" onClick={() => window.print()}>
          <FormattedMessage id="examRoom.ledger.print" />
        </Button>
        <ButtonLink to={`/exams/${ledger.exam.code}/documents`}>
          <FormattedMessage id="examRoom.ledger.documents" />
        </ButtonLink>
        <ButtonLink to={`/exams/${ledger.exam.code}/room`}>
          <FormattedMessage id="examRoom.back" />
        </ButtonLink>
      </div>
      <Deeds deeds={ledger.deeds} />
      <Logs logs={ledger.logs} exam={ledger.exam} />
      <div className={classes.signatures}>
        {(['first', 'second', 'head'] as const).map((who) => (
          <p key={who}>
            <FormattedMessage id={`examRoom.ledger.sign.${who}`} />
          </p>
        ))}
      </div>
    </article>
  );
}

function LedgerOf({ exam }: { exam: string }) {
  const text = useText();
  const ledger = useQuery(ledgerQuery(exam));
  usePageTitle(ledger.data && text(ledger.data.exam.title));
  if (ledger.data) return <Ledger ledger={ledger.data} />;
  if (ledger.isError) return <ErrorView error={ledger.error} onRetry={() => void ledger.refetch()} />;
  return <Loading />;
}

/** What was done to the time of an exam, to be read and printed. */
export const LedgerPage = () => <ExamRoomWords>{(exam) => <LedgerOf exam={exam} />}</ExamRoomWords>;
