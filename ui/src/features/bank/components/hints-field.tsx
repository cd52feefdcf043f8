import { MOST_HINTS } from '@chuyen-de/contracts/tries';
import { FormattedMessage, useIntl } from 'react-intl';
import {
  ListFault,
  listOf,
  onEnter,
  PartList,
  RemoveButton,
  TextPair,
  type Typed,
} from '../../../question-types/editing.tsx';
import editing from '../../../question-types/editing.module.css';
import classes from './bank.module.css';

/** What is told after each wrong try, in their order. */
export function HintsField({ hints: value, onChange }: { hints: unknown; onChange: (part: Typed) => void }) {
  const { formatMessage } = useIntl();
  const hints = listOf(value);
  // Without a hint there is no list.
  const set = (next: Typed[]) => onChange({ hints: next.length > 0 ? next : undefined });
  const onAdd = hints.length < MOST_HINTS ? () => set([...hints, { vi: '', en: '' }]) : undefined;
  return (
    <fieldset className={editing.stack}>
      <legend>
        <FormattedMessage id="bank.hints" />
      </legend>
      <p className={classes.soft}>
        <FormattedMessage id="bank.hints.when" />
      </p>
      <ListFault path={['hints']} />
      <PartList label={formatMessage({ id: 'bank.hint.add' })} onAdd={onAdd}>
        {hints.map((hint, index) => {
          const label = formatMessage({ id: 'bank.hint' }, { number: index + 1 });
          return (
            // Hints have no name but their place.
            <div key={index} className={editing.row}>
              <div className={editing.stack}>
                <TextPair
                  label={label}
                  value={hint}
                  path={['hints', index]}
                  onKeyDown={onEnter(onAdd)}
                  onChange={(text) => set(hints.map((each, at) => (at === index ? { ...text } : each)))}
                />
              </div>
              <RemoveButton what={label} onRemove={() => set(hints.filter((_, at) => at !== index))} />
            </div>
          );
        })}
      </PartList>
    </fieldset>
  );
}
