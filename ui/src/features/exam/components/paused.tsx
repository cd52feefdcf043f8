import { FormattedMessage } from 'react-intl';
import type { SheetView } from '../log/sheet-state.ts';
import { RoomPanel } from './room-panel.tsx';

/** Covers the paper while an invigilator has paused the attempt. */
export function Paused({ view }: { view: SheetView }) {
  return (
    <RoomPanel title="takeExam.paused.title">
      <p role="status">
        <FormattedMessage id="takeExam.paused.text" />
      </p>
      {view.pauseReason !== undefined && (
        <p>
          <FormattedMessage id="takeExam.paused.reason" values={{ reason: view.pauseReason }} />
        </p>
      )}
    </RoomPanel>
  );
}
