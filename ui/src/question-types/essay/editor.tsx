import { FormattedMessage, useIntl } from 'react-intl';
import {
  ListFault,
  listOf,
  nextId,
  numberOf,
  onEnter,
  PartList,
  QuantityField,
  RemoveButton,
  TextPair,
  type EditorProps,
  type TypeEditor,
  type Typed,
} from '../editing.tsx';
import classes from '../editing.module.css';

const MOST_CRITERIA = 20;
const ENDS = ['least', 'most'] as const;

const limitsOf = (words: unknown): Typed =>
  typeof words === 'object' && words !== null ? (words as Typed) : {};

/** By what a person marks it. */
function Rubric({ content, path, onChange }: EditorProps) {
  const { formatMessage } = useIntl();
  const rubric = listOf(content['rubric']);
  // Without criteria there is no rubric.
  const set = (next: Typed[]) => onChange({ rubric: next.length > 0 ? next : undefined });
  const onAdd =
    rubric.length < MOST_CRITERIA
      ? () => set([...rubric, { id: nextId(rubric), title: { vi: '', en: '' }, points: 1 }])
      : undefined;
  return (
    <fieldset className={classes.stack}>
      <legend>
        <FormattedMessage id="bank.rubric" />
      </legend>
      <ListFault path={[...path, 'rubric']} />
      <PartList label={formatMessage({ id: 'bank.criterion.add' })} onAdd={onAdd}>
        {rubric.map((each, index) => {
          const label = formatMessage({ id: 'bank.criterion' }, { number: index + 1 });
          const change = (next: Typed) =>
            set(rubric.map((other) => (other === each ? { ...other, ...next } : other)));
          return (
            <div key={String(each['id'])} className={classes.row}>
              <div className={classes.stack}>
                <TextPair
                  label={label}
                  value={each['title']}
                  path={[...path, 'rubric', index, 'title']}
                  onKeyDown={onEnter(onAdd)}
                  onChange={(title) => change({ title })}
                />
                <QuantityField
                  label={formatMessage({ id: 'bank.points' })}
                  value={each['points']}
                  path={[...path, 'rubric', index, 'points']}
                  onNumber={(points) => change({ points })}
                />
              </div>
              <RemoveButton what={label} onRemove={() => set(rubric.filter((other) => other !== each))} />
            </div>
          );
        })}
      </PartList>
    </fieldset>
  );
}

function Editor(props: EditorProps) {
  const { content, path, onChange } = props;
  const { formatMessage } = useIntl();
  const words = limitsOf(content['words']);
  return (
    <div className={classes.stack}>
      {ENDS.map((end) => (
        <QuantityField
          key={end}
          label={formatMessage({ id: `bank.words.${end}` })}
          value={words[end]}
          path={[...path, 'words', end]}
          onNumber={(value) => onChange({ words: { ...words, [end]: value } })}
        />
      ))}
      <Rubric {...props} />
      <TextPair
        label={formatMessage({ id: 'bank.sample' })}
        lines={4}
        value={content['sample']}
        path={[...path, 'sample']}
        onChange={(sample) => onChange({ sample })}
      />
    </div>
  );
}

export const essayEditor: TypeEditor<'essay'> = {
  fresh: () => ({}),
  Editor,
  shown({ words }) {
    const { least, most } = limitsOf(words);
    const limits = {
      ...(numberOf(least) !== null && { least: Number(least) }),
      ...(numberOf(most) !== null && { most: Number(most) }),
    };
    return { type: 'essay', ...(Object.keys(limits).length > 0 && { words: limits }) };
  },
};
