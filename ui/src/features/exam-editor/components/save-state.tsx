import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import type { DraftSheet, DraftView } from '../draft-sheet.ts';
import classes from './exam-editor.module.css';
import { useFieldNames } from './fault-text.tsx';

/** Whether what is on screen is saved, and when. */
export function SaveState({ view, sheet }: { view: DraftView; sheet: DraftSheet }) {
  const { time } = useFormats();
  return (
    <div className={classes.saveState}>
      <span role="status" data-state={view.state}>
        <FormattedMessage id={`examEditor.state.${view.state}`} values={{ at: time(view.savedAt) }} />
      </span>
      {(view.state === 'waiting' || view.state === 'stopped') && (
        <Button look="quiet" onClick={() => void sheet.settle()}>
          <FormattedMessage id="examEditor.saveNow" />
        </Button>
      )}
    </div>
  );
}

function News({ edit }: { edit: DraftView['news'][number] }) {
  const { time } = useFormats();
  const fieldNames = useFieldNames();
  const values = { at: time(edit.at), fields: fieldNames(edit.fields), name: edit.by ?? '' };
  return (
    <li>
      <FormattedMessage
        id={edit.by === null ? 'examEditor.news.someone' : 'examEditor.news'}
        values={values}
      />
    </li>
  );
}

/** What others have changed, what could not be saved, and what has to be decided. */
export function SaveNotices({ view, sheet }: { view: DraftView; sheet: DraftSheet }) {
  const fieldNames = useFieldNames();
  const told = view.news.filter(({ fields }) => fields.length > 0);
  return (
    <>
      {view.recovered && (
        <Notice tone="good" live>
          <FormattedMessage id="examEditor.recovered" />
        </Notice>
      )}
      {told.length > 0 && (
        <Notice live>
          <ul className={classes.list}>
            {told.map((edit) => (
              <News key={edit.at} edit={edit} />
            ))}
          </ul>
        </Notice>
      )}
      {view.contest && (
        <div role="alert">
          <Notice tone="warn">
            <p>
              <FormattedMessage
                id="examEditor.contest"
                values={{ fields: fieldNames(view.contest.fields) }}
              />
            </p>
            <div className={classes.ways}>
              <Button look="main" onClick={() => sheet.decide('mine')}>
                <FormattedMessage id="examEditor.contest.mine" />
              </Button>
              <Button onClick={() => sheet.decide('theirs')}>
                <FormattedMessage id="examEditor.contest.theirs" />
              </Button>
            </div>
          </Notice>
        </div>
      )}
      {view.state === 'stopped' && <ErrorNotice error={view.error} />}
    </>
  );
}
