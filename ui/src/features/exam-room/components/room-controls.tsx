import { RoomState, type RoomRow, type RoomView, type SittingNamed } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { KeyFigure, KeyFigures } from '../../../components/key-figures.tsx';
import { Select } from '../../../components/select.tsx';
import { isUntried, type RoomFilter } from '../room-order.ts';
import type { DeedKind } from './deed-dialog.tsx';
import classes from './exam-room.module.css';

const SHOWN_FIRST: readonly RoomState[] = [
  'working',
  'disconnected',
  'paused',
  'not-started',
  'submitted',
  'time-up',
];

/** How many are in which state. */
export function RoomFigures({ rows }: { rows: readonly RoomRow[] }) {
  return (
    <KeyFigures>
      {SHOWN_FIRST.map((state) => (
        <KeyFigure key={state} label={`examRoom.state.${state}`}>
          {rows.filter((row) => row.state === state).length}
        </KeyFigure>
      ))}
      <KeyFigure label="examRoom.state.not-rehearsed">{rows.filter(isUntried).length}</KeyFigure>
    </KeyFigures>
  );
}

const FILTERS: readonly RoomFilter[] = ['all', ...RoomState.options, 'not-rehearsed'];

export interface Finding {
  filter: RoomFilter;
  /** Empty: of all sittings. */
  sitting: string;
  search: string;
}

export function RoomFinding({
  sittings,
  finding,
  onFinding,
}: {
  sittings: RoomView['sittings'];
  finding: Finding;
  onFinding: (finding: Finding) => void;
}) {
  const { formatMessage } = useIntl();
  return (
    <div className={classes.finding}>
      <Field
        type="search"
        label={<FormattedMessage id="class.search" />}
        value={finding.search}
        onChange={(event) => onFinding({ ...finding, search: event.currentTarget.value })}
      />
      <Select
        label={<FormattedMessage id="class.filter" />}
        value={finding.filter}
        options={FILTERS.map((value) => ({
          value,
          label: formatMessage({ id: value === 'all' ? 'class.filter.all' : `examRoom.state.${value}` }),
        }))}
        onChange={(filter) => onFinding({ ...finding, filter })}
      />
      {sittings.length > 0 && (
        <Select
          label={<FormattedMessage id="sittings.filter" />}
          value={finding.sitting}
          options={sittings.map(({ id, name }) => ({ value: id, label: name }))}
          all={formatMessage({ id: 'sittings.filterAll' })}
          onChange={(sitting) => onFinding({ ...finding, sitting })}
        />
      )}
    </div>
  );
}

const KINDS: readonly DeedKind[] = ['pause', 'resume', 'add-time'];

/** What can be done to the time of those who are chosen, or else of the sitting, or of everybody. */
export function RoomDeeds({
  view,
  chosen,
  sitting,
  onDeed,
  onSeat,
  onClear,
}: {
  view: RoomView;
  chosen: number;
  sitting: SittingNamed | undefined;
  onDeed: (kind: DeedKind) => void;
  onSeat: () => void;
  onClear: () => void;
}) {
  if (!view.can.changeTime) return null;
  return (
    <div className={classes.deeds} role="group">
      <span>
        {chosen > 0 ? (
          <FormattedMessage id="examRoom.chosen" values={{ count: chosen }} />
        ) : (
          (sitting?.name ?? <FormattedMessage id="examRoom.everybody" />)
        )}
      </span>
      {KINDS.map((kind) => (
        <Button key={kind} aria-haspopup="dialog" onClick={() => onDeed(kind)}>
          <FormattedMessage id={`examRoom.deed.${kind}`} />
        </Button>
      ))}
      {chosen > 0 && view.sittings.length > 0 && (
        <Button aria-haspopup="dialog" onClick={onSeat}>
          <FormattedMessage id="sittings.seat" />
        </Button>
      )}
      {chosen > 0 && (
        <Button look="quiet" onClick={onClear}>
          <FormattedMessage id="examRoom.chooseNobody" />
        </Button>
      )}
    </div>
  );
}
