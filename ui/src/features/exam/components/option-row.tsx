import type { LanguageMap } from '@chuyen-de/contracts';
import { Localised } from '../../../components/localised.tsx';
import classes from './option-row.module.css';

/** An option: the whole row takes the tap. */
export function OptionRow({
  name,
  single,
  position,
  text,
  checked,
  onChange,
}: {
  name: string;
  single: boolean;
  position: number;
  text: LanguageMap;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className={classes.row}>
      <input
        type={single ? 'radio' : 'checkbox'}
        name={name}
        checked={checked}
        className={classes.input}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={classes.letter} aria-hidden="true">
        {String.fromCharCode(65 + position)}
      </span>
      <span className={classes.text}>
        <Localised text={text} />
      </span>
    </label>
  );
}
