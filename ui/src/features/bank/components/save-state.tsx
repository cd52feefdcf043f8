import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import type { SheetView } from '../../../lib/draft-sheet.ts';
import classes from './bank.module.css';
import { ContestNotice } from './contest-notice.tsx';

interface Props {
  view: Pick<
    SheetView<unknown, unknown, unknown>,
    'state' | 'savedAt' | 'recovered' | 'contest' | 'news' | 'error'
  >;
  sheet: { settle: () => Promise<void>; decide: (prefer: 'mine' | 'theirs') => void };
}

/** Whether what is on screen is saved, and when. */
export function SaveState({ view: { state, savedAt }, sheet }: Props) {
  const { time } = useFormats();
  return (
    <div className={classes.ways}>
      <span role="status" data-state={state}>
        <FormattedMessage
          id={state === 'saved' ? 'bank.saved' : `bank.save.${state}`}
          values={{ at: time(savedAt) }}
        />
      </span>
      {(state === 'waiting' || state === 'stopped') && (
        <Button look="quiet" onClick={() => void sheet.settle()}>
          <FormattedMessage id="bank.saveNow" />
        </Button>
      )}
    </div>
  );
}

/** What others have changed, what could not be saved, and what has to be decided. */
export function SaveNotices({ view: { recovered, contest, news, state, error }, sheet }: Props) {
  const { formatMessage } = useIntl();
  const { time } = useFormats();
  const told = (contest?.edits ?? news).at(-1);
  const values = told && { at: time(told.at), name: told.by ?? formatMessage({ id: 'bank.someone' }) };
  return (
    <>
      {recovered && (
        <Notice tone="good" live>
          <FormattedMessage id="bank.recovered" />
        </Notice>
      )}
      {values && !contest && (
        <Notice live>
          <FormattedMessage id="bank.news" values={values} />
        </Notice>
      )}
      {contest && (
        <ContestNotice onDecide={sheet.decide}>
          <FormattedMessage id="bank.contest" values={values ?? { at: '', name: '' }} />
        </ContestNotice>
      )}
      {state === 'stopped' && <ErrorNotice error={error} />}
    </>
  );
}
