import type { LedgerDeed, RoomLedger } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { ledgerQuery } from '../api/room.ts';
import { ExamRoomWords } from './exam-room-words.tsx';
import classes from './exam-room.module.css';

/** What was given to somebody, part by part. */
function Given({ accommodation }: { accommodation: NonNullable<LedgerDeed['accommodation']> }) {
  const { number, dateTime } = useFormats();
  const { timeMultiplier, extraAttempts, minutes, opensAt, closesAt } = accommodation;
  return (
    <ul className={classes.given}>
      {timeMultiplier !== 1 && (
        <li>
          <FormattedMessage id="class.adjusted.time" values={{ factor: number(timeMultiplier) }} />
        </li>
      )}
      {minutes !== undefined && (
        <li>
          <FormattedMessage id="examRoom.ledger.minutes" values={{ minutes }} />
        </li>
      )}
      {extraAttempts > 0 && (
        <li>
          <FormattedMessage id="class.adjusted.attempts" values={{ count: extraAttempts }} />
        </li>
      )}
      {opensAt !== undefined && (
        <li>
          <FormattedMessage id="examRoom.ledger.opensAt" values={{ at: dateTime(opensAt) }} />
        </li>
      )}
      {closesAt !== undefined && (
        <li>
          <FormattedMessage id="examRoom.ledger.closesAt" values={{ at: dateTime(closesAt) }} />
        </li>
      )}
    </ul>
  );
}

function Deed({ deed }: { deed: LedgerDeed }) {
  const { dateTime } = useFormats();
  const nameOf = useLearnerName();
  return (
    <tr>
      <td>{dateTime(deed.at)}</td>
      <td>
        <FormattedMessage id={`examRoom.ledger.${deed.kind}`} values={{ minutes: deed.minutes ?? 0 }} />
        {deed.accommodation && <Given accommodation={deed.accommodation} />}
      </td>
      <td>
        {deed.people === null ? (
          <FormattedMessage id="examRoom.everybody" />
        ) : (
          deed.people.map(nameOf).join('; ')
        )}
      </td>
      <td>{deed.reason ?? '–'}</td>
      <td>{deed.by ?? '–'}</td>
    </tr>
  );
}

const HEADINGS = ['at', 'what', 'whom', 'reason', 'by'] as const;

function Deeds({ deeds }: Pick<RoomLedger, 'deeds'>) {
  if (deeds.length === 0)
    return (
      <p>
        <FormattedMessage id="examRoom.ledger.empty" />
      </p>
    );
  return (
    <div className={classes.scroller}>
      <table>
        <thead>
          <tr>
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col">
                <FormattedMessage id={`examRoom.ledger.col.${heading}`} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deeds.map((deed) => (
            <Deed key={deed.id} deed={deed} />
          ))}
        </tbody>
      </table>
    </div>
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
        <ButtonLink to={`/exams/${ledger.exam.code}/room`}>
          <FormattedMessage id="examRoom.back" />
        </ButtonLink>
      </div>
      <Deeds deeds={ledger.deeds} />
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
