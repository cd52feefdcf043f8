import { useIntl } from 'react-intl';
import { Select } from '../../components/select.tsx';
import {
  numberOf,
  QuantityField,
  shownText,
  TextPair,
  textOf,
  type EditorProps,
  type TypeEditor,
  type Typed,
} from '../editing.tsx';
import classes from '../editing.module.css';

type Off = 'none' | 'units' | 'percent';

const offOf = (tolerance: unknown): Off => {
  if (tolerance === undefined) return 'none';
  return typeof tolerance === 'object' && tolerance !== null ? 'percent' : 'units';
};

/** How far an answer may be off. */
function Tolerance({ content, path, onChange }: EditorProps) {
  const { formatMessage } = useIntl();
  const { tolerance } = content;
  const off = offOf(tolerance);
  const amount = off === 'percent' ? (tolerance as Typed)['percent'] : tolerance;
  const set = (how: Off, value: number | null) => {
    if (how === 'none') onChange({ tolerance: undefined });
    else onChange({ tolerance: how === 'percent' ? { percent: value } : value });
  };
  return (
    <>
      <Select<Off>
        label={formatMessage({ id: 'bank.tolerance' })}
        value={off}
        options={(['none', 'units', 'percent'] as const).map((value) => ({
          value,
          label: formatMessage({ id: `bank.tolerance.${value}` }),
        }))}
        onChange={(how) => set(how, numberOf(amount))}
      />
      {off !== 'none' && (
        <QuantityField
          label={formatMessage({ id: 'bank.tolerance.amount' })}
          value={amount}
          path={[...path, 'tolerance']}
          onNumber={(value) => set(off, value)}
        />
      )}
    </>
  );
}

function Editor(props: EditorProps) {
  const { content, path, onChange } = props;
  const { formatMessage } = useIntl();
  return (
    <div className={classes.stack}>
      <QuantityField
        label={formatMessage({ id: 'bank.answer' })}
        value={content['answer']}
        path={[...path, 'answer']}
        onNumber={(answer) => onChange({ answer })}
      />
      <Tolerance {...props} />
      <TextPair
        label={formatMessage({ id: 'bank.unit' })}
        value={content['unit']}
        path={[...path, 'unit']}
        onChange={(unit) => onChange({ unit })}
      />
    </div>
  );
}

export const numericEditor: TypeEditor<'numeric'> = {
  fresh: () => ({ answer: null }),
  Editor,
  shown: ({ unit }) => ({
    type: 'numeric',
    ...(textOf(unit).vi !== '' && { unit: shownText(unit) }),
  }),
};
