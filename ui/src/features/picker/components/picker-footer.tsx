import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { isComplete, type Chosen } from '../selection.ts';
import classes from './picker-page.module.css';

export function PickerFooter({
  chosen,
  busy,
  error,
  onAdd,
  onCancel,
}: {
  chosen: Chosen;
  busy: boolean;
  error: unknown;
  onAdd: () => void;
  onCancel: () => void;
}) {
  return (
    <footer className={classes.footer}>
      {error !== null && <ErrorNotice error={error} />}
      <span role="status">
        <FormattedMessage id="picker.chosen" values={{ count: chosen.size }} />
      </span>
      <Button disabled={busy} onClick={onCancel}>
        <FormattedMessage id="picker.cancel" />
      </Button>
      <Button look="main" disabled={busy || !isComplete(chosen)} onClick={onAdd}>
        <FormattedMessage id={busy ? 'picker.adding' : 'picker.add'} />
      </Button>
    </footer>
  );
}
