import { FormattedMessage } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';
import classes from './bank.module.css';

/** Who changed something lately, and when. */
export function EditedBy({ editedAt, editedBy }: { editedAt: string; editedBy: string | null }) {
  const { dateTime } = useFormats();
  return (
    <p className={classes.soft}>
      <FormattedMessage
        id={editedBy === null ? 'bank.editedAt' : 'bank.editedBy'}
        values={{ at: dateTime(editedAt), name: editedBy ?? '' }}
      />
    </p>
  );
}
