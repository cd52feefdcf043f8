import { useId } from 'react';
import { FormattedMessage } from 'react-intl';
import { RadioRows } from '../../components/check-row.tsx';
import { ListFault, type EditorProps, type TypeEditor } from '../editing.tsx';
import classes from '../editing.module.css';

function Editor({ content: { key }, path, onChange }: EditorProps) {
  return (
    <fieldset className={classes.stack}>
      <legend>
        <FormattedMessage id="bank.statement" />
      </legend>
      <ListFault path={[...path, 'key']} />
      <RadioRows
        name={useId()}
        values={['true', 'false']}
        chosen={String(key)}
        onChoose={(value) => onChange({ key: value === 'true' })}
        wordsOf={(value) => <FormattedMessage id={`bank.statement.${value as 'true' | 'false'}`} />}
      />
    </fieldset>
  );
}

export const trueFalseEditor: TypeEditor<'true-false'> = {
  fresh: () => ({}),
  Editor,
  shown: () => ({ type: 'true-false' }),
};
