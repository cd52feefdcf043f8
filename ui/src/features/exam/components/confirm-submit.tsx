import { useId } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import classes from './confirm-submit.module.css';
import type { PaletteCell } from './palette-cells.ts';

/** The last question before the end, which cannot be undone. */
export function ConfirmSubmit({
  cells,
  onSubmit,
  onClose,
}: {
  cells: PaletteCell[];
  onSubmit: () => void;
  onClose: () => void;
}) {
  const titleId = useId();
  const blanks = cells.filter((cell) => !cell.answered).length;
  return (
    <Dialog labelledBy={titleId} onClose={onClose}>
      <div className={classes.body}>
        <h2 id={titleId}>
          <FormattedMessage id="takeExam.confirm.title" />
        </h2>
        <p>
          <FormattedMessage id="takeExam.confirm.text" />
        </p>
        {blanks > 0 && (
          <p>
            <strong>
              <FormattedMessage id="takeExam.confirm.blanks" values={{ count: blanks }} />
            </strong>
          </p>
        )}
        <div className={classes.ways}>
          <Button look="main" onClick={onSubmit}>
            <FormattedMessage id="takeExam.submit" />
          </Button>
          <Button onClick={onClose}>
            <FormattedMessage id="takeExam.back" />
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
