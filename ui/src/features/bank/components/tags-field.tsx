import { joinedTags, MOST_TAGS, readTags, tagKey } from '@chuyen-de/contracts/tag-words';
import { useId, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Field } from '../../../components/field.tsx';
import hidden from '../../../components/hidden.module.css';
import editing from '../../../question-types/editing.module.css';
import classes from './tags-field.module.css';

function Chosen({ tags, onRemove }: { tags: readonly string[]; onRemove: (tag: string) => void }) {
  if (tags.length === 0) return null;
  return (
    <ul className={classes.tags}>
      {tags.map((tag) => (
        <li key={tag} className={classes.tag}>
          {tag}
          <button type="button" className={classes.remove} onClick={() => onRemove(tag)}>
            <span aria-hidden="true">×</span>
            <span className={hidden.hidden}>
              <FormattedMessage id="bank.removePart" values={{ what: tag }} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const Offered = ({ id, tags }: { id: string; tags: readonly string[] }) => (
  <datalist id={id}>
    {tags.map((tag) => (
      <option key={tag} value={tag} />
    ))}
  </datalist>
);

/** Tags as they are spelt already, where they are. */
const asKnown = (tags: readonly string[], known: readonly string[]): string[] =>
  tags.map((tag) => known.find((each) => tagKey(each) === tagKey(tag)) ?? tag);

/** Tags, each typed and ended by Enter, a comma or a semicolon; those of the bank are offered. */
export function TagsField({
  label,
  tags,
  known,
  onChange,
}: {
  label: string;
  tags: readonly string[];
  /** What may be meant. */
  known: readonly string[];
  onChange: (tags: string[]) => void;
}) {
  const { formatMessage } = useIntl();
  const [typed, setTyped] = useState('');
  const [isTooMuch, setTooMuch] = useState(false);
  const listId = useId();
  const take = (text: string) => {
    const read = readTags(text.split(/[;,]/u));
    const joined = joinedTags(tags, asKnown(read.tags, known));
    const isOver = joined.length > MOST_TAGS || read.others.length > 0;
    setTooMuch(isOver);
    setTyped(isOver ? text : '');
    if (!isOver && joined.length > tags.length) onChange(joined);
  };
  return (
    <div className={editing.stack}>
      <Field
        label={label}
        hint={formatMessage({ id: 'tags.hint' })}
        {...(isTooMuch && { fault: formatMessage({ id: 'tags.tooMuch' }, { most: MOST_TAGS }) })}
        autoComplete="off"
        list={listId}
        value={typed}
        onChange={({ target: { value } }) => (/[;,]/u.test(value) ? take(value) : setTyped(value))}
        onBlur={() => take(typed)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || typed.trim() === '') return;
          event.preventDefault();
          take(typed);
        }}
      />
      <Offered id={listId} tags={known.filter((tag) => !tags.includes(tag))} />
      <Chosen tags={tags} onRemove={(gone) => onChange(tags.filter((tag) => tag !== gone))} />
    </div>
  );
}
