import { FormattedMessage, useIntl } from 'react-intl';
import { CheckRow } from '../../components/check-row.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { stringsOf, useFaultAt, type EditorProps, type TypeEditor, type Typed } from '../editing.tsx';
import classes from '../editing.module.css';

/** What has to be exact where nobody says. */
const EXACT = { case: false, marks: true, tonePlacement: false };

function Editor({ content, path, onChange }: EditorProps) {
  const { formatMessage } = useIntl();
  const fault = useFaultAt([...path, 'accepted']);
  const exact = { ...EXACT, ...(content['exact'] as Typed | undefined) };
  return (
    <div className={classes.stack}>
      <TextArea
        label={formatMessage({ id: 'bank.accepted' })}
        data-path={[...path, 'accepted'].join('.')}
        hint={<FormattedMessage id="bank.accepted.hint" />}
        fault={fault}
        rows={3}
        value={stringsOf(content['accepted']).join('\n')}
        onChange={(event) => {
          const { value } = event.target;
          onChange({ accepted: value === '' ? [] : value.split('\n') });
        }}
      />
      {(['case', 'marks', 'tonePlacement'] as const).map((what) => (
        <CheckRow
          key={what}
          checked={exact[what]}
          onCheck={(checked) => onChange({ exact: { ...exact, [what]: checked } })}
        >
          <FormattedMessage id={`bank.exact.${what}`} />
        </CheckRow>
      ))}
    </div>
  );
}

export const shortAnswerEditor: TypeEditor<'short-answer'> = {
  fresh: () => ({ accepted: [] }),
  Editor,
  shown: () => ({ type: 'short-answer' }),
};
