import { useId } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import type { PaletteCell } from './palette-cells.ts';
import classes from './palette-sheet.module.css';
import { Palette } from './palette.tsx';

/** The palette as a sheet over the question, for narrow screens. */
export function PaletteSheet({
  onClose,
  ...palette
}: {
  cells: PaletteCell[];
  onGoTo: (number: number) => void;
  onSummary: () => void;
  onClose: () => void;
}) {
  const titleId = useId();
  return (
    <Dialog sheet labelledBy={titleId} onClose={onClose}>
      <Palette {...palette} titleId={titleId} />
      <Button className={classes.close} onClick={onClose}>
        <FormattedMessage id="app.close" />
      </Button>
    </Dialog>
  );
}
