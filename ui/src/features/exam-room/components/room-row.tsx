import type { RoomRow as Row } from '@chuyen-de/contracts';
import { memo } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import classes from './exam-room.module.css';

function Standing({ row, isQuiet }: { row: Row; isQuiet: boolean }) {
  const { time } = useFormats();
  return (
    <span className={classes.state} data-state={isQuiet ? 'quiet' : row.state}>
      <FormattedMessage id={isQuiet ? 'examRoom.state.quiet' : `examRoom.state.${row.state}`} />
      {row.since !== null && (
        <>
          {' '}
          <FormattedMessage id="examRoom.since" values={{ at: time(row.since) }} />
        </>
      )}
    </span>
  );
}

/** Whether somebody who has yet to begin has tried their device, and how it did. */
function Rehearsed({ row: { state, rehearsed } }: { row: Row }) {
  const { time } = useFormats();
  if (state !== 'not-started' || !rehearsed) return null;
  return (
    <span className={classes.remark}>
      <FormattedMessage
        id={rehearsed.ready ? 'examRoom.rehearsed' : 'examRoom.rehearsedBadly'}
        values={{ at: time(rehearsed.at) }}
      />
    </span>
  );
}

/** What is remarkable of somebody's attempt. */
function Remarks({ row }: { row: Row }) {
  return (
    <>
      {row.sitting && <span className={classes.remark}>{row.sitting.name}</span>}
      <Rehearsed row={row} />
      {row.addedMinutes > 0 && (
        <span className={classes.remark}>
          <FormattedMessage id="examRoom.added" values={{ minutes: row.addedMinutes }} />
        </span>
      )}
      {row.pausedSeconds > 0 && (
        <span className={classes.remark}>
          <FormattedMessage
            id="examRoom.pausedFor"
            values={{ minutes: Math.max(1, Math.round(row.pausedSeconds / 60)) }}
          />
        </span>
      )}
      {row.devices > 1 && (
        <span className={classes.remark}>
          <FormattedMessage id="examRoom.devices" values={{ count: row.devices }} />
        </span>
      )}
      {row.flagged > 0 && (
        <span className={classes.remark}>
          <FormattedMessage id="examRoom.flagged" values={{ count: row.flagged }} />
        </span>
      )}
    </>
  );
}

function Progress({ row }: { row: Row }) {
  const { time } = useFormats();
  if (row.attempt === null) return null;
  return (
    <span className={classes.progress}>
      <span>
        <FormattedMessage
          id="examRoom.answered"
          values={{ answered: row.answered, questions: row.questions }}
        />
      </span>
      {row.position !== null && row.dueAt !== null && (
        <span>
          <FormattedMessage id="examRoom.position" values={{ position: row.position }} />
        </span>
      )}
      {row.savedAt !== null && (
        <span>
          <FormattedMessage id="examRoom.savedAt" values={{ at: time(row.savedAt) }} />
        </span>
      )}
      {row.dueAt !== null && row.state !== 'paused' && (
        <span>
          <FormattedMessage id="examRoom.dueAt" values={{ at: time(row.dueAt) }} />
        </span>
      )}
    </span>
  );
}

interface RowProps {
  row: Row;
  isQuiet: boolean;
  place: number;
  count: number;
  isChosen: boolean;
  /** Absent where nothing can be done. */
  onChoose: ((id: string, chosen: boolean) => void) | undefined;
  onAct: ((row: Row) => void) | undefined;
}

/** Somebody in the room: how they fare, and what can be done for them. */
export const RoomRow = memo(function RoomRow(props: RowProps) {
  const { row, place, count, isChosen, onChoose, onAct } = props;
  const { formatMessage } = useIntl();
  const name = useLearnerName()(row.person);
  return (
    <li data-row className={classes.row} aria-setsize={count} aria-posinset={place}>
      {onChoose && (
        <label className={classes.choose}>
          <input
            type="checkbox"
            checked={isChosen}
            aria-label={formatMessage({ id: 'examRoom.choose' }, { name })}
            onChange={(event) => onChoose(row.person.id, event.currentTarget.checked)}
          />
        </label>
      )}
      <div className={classes.who}>
        <strong className={classes.name}>{name}</strong>
        <Standing row={row} isQuiet={props.isQuiet} />
      </div>
      <div className={classes.how}>
        <Progress row={row} />
        <span className={classes.remarks}>
          <Remarks row={row} />
        </span>
      </div>
      {onAct && (
        <Button
          look="quiet"
          aria-haspopup="dialog"
          aria-label={formatMessage({ id: 'examRoom.actFor' }, { name })}
          onClick={() => onAct(row)}
        >
          <FormattedMessage id="examRoom.act" />
        </Button>
      )}
    </li>
  );
});
