import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import type { PaletteCell } from './palette-cells.ts';
import classes from './question-nav.module.css';
import type { Place } from './use-place.ts';

/** Back, palette, onward: at the lower edge within the thumb's reach on a phone. */
export function QuestionNav({
  place,
  cells,
  onPalette,
}: {
  place: Place;
  cells: PaletteCell[];
  onPalette: () => void;
}) {
  const { number, count } = place;
  const answered = cells.filter((cell) => cell.answered).length;
  const isLast = number === count;
  if (number === undefined) {
    return (
      <div className={classes.nav}>
        <Button onClick={() => place.goTo(1)}>
          <Icon name="back" />
          <FormattedMessage id="takeExam.back" />
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.nav}>
      <Button disabled={number === 1} onClick={() => place.goTo(number - 1)}>
        <Icon name="back" />
        <FormattedMessage id="takeExam.previous" />
      </Button>
      <Button look="quiet" className={classes.palette} aria-haspopup="dialog" onClick={onPalette}>
        <Icon name="grid" />
        <span>
          <span className={classes.paletteName}>
            <FormattedMessage id="takeExam.palette" />
          </span>{' '}
          <span>{`${answered}/${count}`}</span>
        </span>
      </Button>
      <Button look="main" onClick={() => (isLast ? place.toSummary() : place.goTo(number + 1))}>
        <FormattedMessage id={isLast ? 'takeExam.toSummary' : 'takeExam.next'} />
        <Icon name="forward" />
      </Button>
    </div>
  );
}
