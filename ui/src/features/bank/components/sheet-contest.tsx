import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import type { SheetOver } from '../use-sheet-over.ts';
import classes from './bank.module.css';

interface Edited {
  edition: number;
  editedAt: string;
  editedBy: string | null;
}

/** Tells what somebody else has saved while a form was filled in, and asks whose parts are kept where both changed them. */
export function SheetContest({ theirs, decide }: Pick<SheetOver<Edited, object>, 'theirs' | 'decide'>) {
  const { formatMessage } = useIntl();
  const { time } = useFormats();
  if (!theirs) return null;
  const { editedAt, editedBy } = theirs.stored;
  const values = { at: time(editedAt), name: editedBy ?? formatMessage({ id: 'bank.someone' }) };
  return (
    <div role="alert">
      <Notice tone="warn">
        <p>
          <FormattedMessage id={theirs.state === 'merged' ? 'bank.merged' : 'bank.contest'} values={values} />
        </p>
        {theirs.state === 'contested' && (
          <div className={classes.ways}>
            <Button look="main" onClick={() => decide('mine')}>
              <FormattedMessage id="bank.contest.mine" />
            </Button>
            <Button onClick={() => decide('theirs')}>
              <FormattedMessage id="bank.contest.theirs" />
            </Button>
          </div>
        )}
      </Notice>
    </div>
  );
}
