import { useId, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import {
  ListFault,
  listOf,
  nextId,
  onEnter,
  PartList,
  RemoveButton,
  shownText,
  stringsOf,
  TextPair,
  type EditorProps,
  type Typed,
} from '../editing.tsx';
import classes from '../editing.module.css';
import { letterAt } from './option-rows.tsx';

const MOST_OPTIONS = 8;
const LEAST_OPTIONS = 2;

export const freshOptions = (count = 4): Typed[] =>
  'abcdefgh'
    .split('')
    .slice(0, count)
    .map((id) => ({ id, text: { vi: '', en: '' } }));

/** Options as a learner is shown them. */
export const shownOptions = ({ options }: Typed) =>
  listOf(options).map(({ id, text }) => ({ id: String(id), text: shownText(text) }));

/** One option: whether it is right, and its text. */
function OptionRow({
  option,
  label,
  path,
  mark,
  onText,
  onNext,
  onRemove,
}: {
  option: Typed;
  label: string;
  path: EditorProps['path'];
  /** How it is marked as right. */
  mark: ReactNode;
  onText: (text: unknown) => void;
  onNext: ReturnType<typeof onEnter>;
  /** Absent: there have to be as many. */
  onRemove?: (() => void) | undefined;
}) {
  return (
    <div className={classes.option}>
      <label className={classes.tick}>{mark}</label>
      <div className={classes.stack}>
        <TextPair label={label} value={option['text']} path={path} onKeyDown={onNext} onChange={onText} />
      </div>
      {onRemove && <RemoveButton what={label} onRemove={onRemove} />}
    </div>
  );
}

/** What can be done to options and to which of them are right. */
function useOptions({ content, onChange, many }: Omit<EditorProps, 'path'> & { many: boolean }) {
  const options = listOf(content['options']);
  const key = stringsOf(content['key']);
  const set = (next: Typed[]) => onChange({ options: next });
  const inOrder = (chosen: readonly string[]) =>
    options.map((option) => String(option['id'])).filter((id) => chosen.includes(id));
  return {
    options,
    key,
    onAdd:
      options.length < MOST_OPTIONS
        ? () => set([...options, { id: nextId(options), text: { vi: '', en: '' } }])
        : undefined,
    toggle: (id: string, on: boolean) => {
      const others = many ? key.filter((each) => each !== id) : [];
      onChange({ key: inOrder(on ? [...others, id] : others) });
    },
    write: (option: Typed, text: unknown) =>
      set(options.map((each) => (each === option ? { ...each, text } : each))),
    remove: (id: string) =>
      onChange({
        options: options.filter((each) => each['id'] !== id),
        key: key.filter((each) => each !== id),
      }),
  };
}

/** Options, and which of them are right. */
export function OptionsEditor({
  path,
  many,
  children,
  ...props
}: EditorProps & { many: boolean; children?: ReactNode }) {
  const { formatMessage } = useIntl();
  const name = useId();
  const { options, key, onAdd, toggle, write, remove } = useOptions({ ...props, many });
  return (
    <fieldset className={classes.stack}>
      <legend>
        <FormattedMessage id={many ? 'bank.options.many' : 'bank.options.one'} />
      </legend>
      <ListFault path={[...path, 'key']} />
      <ListFault path={[...path, 'options']} />
      <PartList label={formatMessage({ id: 'bank.option.add' })} onAdd={onAdd}>
        {options.map((option, index) => {
          const id = String(option['id']);
          const label = formatMessage({ id: 'bank.option' }, { letter: letterAt(index) });
          const mark = (
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              aria-label={formatMessage({ id: 'bank.isKey' }, { what: label })}
              checked={key.includes(id)}
              onChange={(event) => toggle(id, event.target.checked)}
            />
          );
          return (
            <OptionRow
              key={id}
              {...{ option, label, mark }}
              path={[...path, 'options', index]}
              onText={(text) => write(option, text)}
              onNext={onEnter(onAdd)}
              onRemove={options.length > LEAST_OPTIONS ? () => remove(id) : undefined}
            />
          );
        })}
      </PartList>
      {children}
    </fieldset>
  );
}
