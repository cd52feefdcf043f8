import { FormattedMessage, useIntl } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import type { SheetOver } from '../use-sheet-over.ts';
import { ContestNotice } from './contest-notice.tsx';

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
  return theirs.state === 'contested' ? (
    <ContestNotice onDecide={decide}>
      <FormattedMessage id="bank.contest" values={values} />
    </ContestNotice>
  ) : (
    <div role="alert">
      <Notice tone="warn">
        <p>
          <FormattedMessage id="bank.merged" values={values} />
        </p>
      </Notice>
    </div>
  );
}
