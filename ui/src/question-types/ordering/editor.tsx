import { FormattedMessage, useIntl } from 'react-intl';
import { movedUp } from '../../lib/moved-up.ts';
import {
  ListFault,
  listOf,
  MoveUpButton,
  nextId,
  onEnter,
  PartList,
  RemoveButton,
  ScoringSelect,
  shownText,
  TextPair,
  type EditorProps,
  type TypeEditor,
  type Typed,
} from '../editing.tsx';
import classes from '../editing.module.css';

const MOST = 12;
const LEAST = 3;

function Editor(props: EditorProps) {
  const { content, path, onChange } = props;
  const { formatMessage } = useIntl();
  const items = listOf(content['items']);
  const set = (next: Typed[]) => onChange({ items: next });
  const onAdd =
    items.length < MOST ? () => set([...items, { id: nextId(items), text: { vi: '', en: '' } }]) : undefined;
  return (
    <fieldset className={classes.stack}>
      <legend>
        <FormattedMessage id="bank.order" />
      </legend>
      <ListFault path={[...path, 'items']} />
      <PartList label={formatMessage({ id: 'bank.item.add' })} onAdd={onAdd}>
        {items.map((each, index) => {
          const label = formatMessage({ id: 'bank.item' }, { number: index + 1 });
          return (
            <div key={String(each['id'])} className={classes.row}>
              <div className={classes.stack}>
                <TextPair
                  label={label}
                  value={each['text']}
                  path={[...path, 'items', index]}
                  onKeyDown={onEnter(onAdd)}
                  onChange={(text) =>
                    set(items.map((other) => (other === each ? { ...other, text } : other)))
                  }
                />
                <MoveUpButton what={label} index={index} onMove={() => set(movedUp(items, index))} />
              </div>
              {items.length > LEAST && (
                <RemoveButton what={label} onRemove={() => set(items.filter((other) => other !== each))} />
              )}
            </div>
          );
        })}
      </PartList>
      <ScoringSelect {...props} ways={['all-or-nothing', 'adjacent-pairs']} />
    </fieldset>
  );
}

export const orderingEditor: TypeEditor<'ordering'> = {
  fresh: () => ({
    items: ['a', 'b', 'c'].map((id) => ({ id, text: { vi: '', en: '' } })),
    scoring: 'all-or-nothing',
  }),
  Editor,
  shown: ({ items }) => ({
    type: 'ordering',
    items: listOf(items).map(({ id, text }) => ({ id: String(id), text: shownText(text) })),
  }),
};
