import type { QuestionVersionRow } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import hidden from '../../../components/hidden.module.css';
import { useFormats } from '../../../lib/formats.ts';
import bank from '../components/bank.module.css';
import type { Compared } from './comparison.tsx';
import classes from './history.module.css';

/** What is in use of a version, or was, and who put it there. */
function Use({ revision }: { revision: NonNullable<QuestionVersionRow['revision']> }) {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  const { number, inForce, issued } = revision;
  return (
    <>
      <FormattedMessage id={inForce ? 'history.inForce' : 'history.wasInForce'} values={{ number }} />
      {issued && (
        <>
          {', '}
          <FormattedMessage
            id="history.issued"
            values={{
              at: dateTime(issued.at),
              name: issued.by ?? formatMessage({ id: 'bank.someone' }),
            }}
          />
        </>
      )}
    </>
  );
}

/** How a version came to be, and what became of it. */
function Told({ version: { origin, of, isDraft, revision, appraisal } }: { version: QuestionVersionRow }) {
  const { dateTime } = useFormats();
  return (
    <p className={bank.soft}>
      <FormattedMessage id={`history.origin.${origin}`} values={{ at: of === null ? '' : dateTime(of) }} />
      {isDraft && (
        <>
          {' · '}
          <FormattedMessage id="history.draft" />
        </>
      )}
      {revision && (
        <>
          {' · '}
          <Use revision={revision} />
        </>
      )}
      {appraisal && (
        <>
          {' · '}
          <Link to={`/appraisals/${appraisal.id}`}>
            <FormattedMessage id={`appraisal.state.${appraisal.state}`} />
          </Link>
        </>
      )}
    </p>
  );
}

function Version({
  version,
  onCompare,
  onRestore,
}: {
  version: QuestionVersionRow;
  /** Absent: there is none before it. */
  onCompare?: (() => void) | undefined;
  onRestore?: (() => void) | undefined;
}) {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  const at = dateTime(version.at);
  const of = <span className={hidden.hidden}> {at}</span>;
  return (
    <li className={classes.version}>
      <p className={bank.name}>
        {at} · {version.by ?? formatMessage({ id: 'history.nobody' })}
      </p>
      <Told version={version} />
      <div className={bank.ways}>
        {onCompare && (
          <Button look="quiet" onClick={onCompare}>
            <FormattedMessage id="history.show" />
            {of}
          </Button>
        )}
        {onRestore && (
          <Button look="quiet" onClick={onRestore}>
            <FormattedMessage id="history.restore" />
            {of}
          </Button>
        )}
      </div>
    </li>
  );
}

/** All versions, the newest first: each leads to what it changed, and may be taken up again. */
export function VersionList({
  versions,
  canRestore,
  onCompare,
  onRestore,
}: {
  versions: readonly QuestionVersionRow[];
  canRestore: boolean;
  onCompare: (compared: Compared) => void;
  onRestore: (version: QuestionVersionRow) => void;
}) {
  return (
    <section className={`${card.card ?? ''} ${bank.panel ?? ''}`}>
      <h2 className={bank.legend}>
        <FormattedMessage id="history.versions" />
      </h2>
      <ol className={bank.list}>
        {versions.map((version, index) => {
          const before = versions[index + 1];
          return (
            <Version
              key={version.id}
              version={version}
              onCompare={before && (() => onCompare({ from: before.id, to: version.id }))}
              onRestore={canRestore && !version.isDraft ? () => onRestore(version) : undefined}
            />
          );
        })}
      </ol>
    </section>
  );
}
