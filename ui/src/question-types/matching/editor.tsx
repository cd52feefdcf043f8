import { FormattedMessage, useIntl } from 'react-intl';
import { Select } from '../../components/select.tsx';
import {
  ListFault,
  listOf,
  nextId,
  onEnter,
  PartList,
  RemoveButton,
  ScoringSelect,
  shownText,
  TextPair,
  textOf,
  type EditorProps,
  type TypeEditor,
  type Typed,
} from '../editing.tsx';
import classes from '../editing.module.css';

const MOST = 12;
const LEAST = 2;
const SIDES = ['left', 'right'] as const;
type Side = (typeof SIDES)[number];

const item = (parts: readonly Typed[]): Typed => ({ id: nextId(parts), text: { vi: '', en: '' } });
const pairsOf = (key: unknown): Typed => (typeof key === 'object' && key !== null ? (key as Typed) : {});

/** What belongs to one of the left. */
function Match({ content, id, onChange }: Omit<EditorProps, 'path'> & { id: string }) {
  const { formatMessage } = useIntl();
  const key = pairsOf(content['key']);
  const options = listOf(content['right']).map(({ id: right, text }, index) => ({
    value: String(right),
    label: `${index + 1}. ${textOf(text).vi}`,
  }));
  return (
    <Select
      label={formatMessage({ id: 'bank.match' })}
      value={typeof key[id] === 'string' ? key[id] : ''}
      all="–"
      options={options}
      onChange={(right) =>
        onChange({
          key:
            right === ''
              ? Object.fromEntries(Object.entries(key).filter(([left]) => left !== id))
              : { ...key, [id]: right },
        })
      }
    />
  );
}

/** The items of a side. */
function Items({ side, ...props }: EditorProps & { side: Side }) {
  const { content, path, onChange } = props;
  const { formatMessage } = useIntl();
  const items = listOf(content[side]);
  const set = (next: Typed[]) => onChange({ [side]: next });
  const onAdd = items.length < MOST ? () => set([...items, item(items)]) : undefined;
  const remove = (id: string) => {
    const kept = Object.entries(pairsOf(content['key'])).filter(
      ([left, right]) => (side === 'left' ? left : right) !== id,
    );
    onChange({ [side]: items.filter((each) => each['id'] !== id), key: Object.fromEntries(kept) });
  };
  return (
    <fieldset className={classes.stack}>
      <legend>
        <FormattedMessage id={`bank.side.${side}`} />
      </legend>
      <ListFault path={[...path, side]} />
      {side === 'left' && <ListFault path={[...path, 'key']} />}
      <PartList label={formatMessage({ id: 'bank.item.add' })} onAdd={onAdd}>
        {items.map((each, index) => {
          const id = String(each['id']);
          const label = formatMessage({ id: 'bank.item' }, { number: index + 1 });
          return (
            <div key={id} className={classes.row}>
              <div className={classes.stack}>
                <TextPair
                  label={label}
                  value={each['text']}
                  path={[...path, side, index]}
                  onKeyDown={onEnter(onAdd)}
                  onChange={(text) =>
                    set(items.map((other) => (other === each ? { ...other, text } : other)))
                  }
                />
                {side === 'left' && <Match content={content} id={id} onChange={onChange} />}
              </div>
              {items.length > LEAST && <RemoveButton what={label} onRemove={() => remove(id)} />}
            </div>
          );
        })}
      </PartList>
    </fieldset>
  );
}

const Editor = (props: EditorProps) => (
  <div className={classes.stack}>
    {SIDES.map((side) => (
      <Items key={side} {...props} side={side} />
    ))}
    <ScoringSelect {...props} ways={['per-pair', 'all-or-nothing']} />
  </div>
);

const shownSide = (items: unknown) =>
  listOf(items).map(({ id, text }) => ({ id: String(id), text: shownText(text) }));

export const matchingEditor: TypeEditor<'matching'> = {
  fresh: () => ({
    left: [item([]), item([{ id: 'a' }])],
    right: [item([]), item([{ id: 'a' }])],
    key: { a: 'a', b: 'b' },
    scoring: 'per-pair',
  }),
  Editor,
  shown: ({ left, right }) => ({ type: 'matching', left: shownSide(left), right: shownSide(right) }),
};
