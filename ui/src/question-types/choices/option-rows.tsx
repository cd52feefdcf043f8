import type { LanguageMap } from '@chuyen-de/contracts';
import type { ReactNode } from 'react';
import { Localised } from '../../components/localised.tsx';
import classes from './option-rows.module.css';

interface Option {
  id: string;
  text: LanguageMap;
}

/** An option: the whole row takes the tap. */
function OptionRow({
  type,
  name,
  letter,
  text,
  checked,
  onChange,
}: {
  type: 'radio' | 'checkbox';
  name: string;
  letter: string;
  text: LanguageMap;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className={classes.row}>
      <input
        type={type}
        name={name}
        checked={checked}
        className={classes.input}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={classes.letter} aria-hidden="true">
        {letter}
      </span>
      <span className={classes.text}>
        <Localised text={text} />
      </span>
    </label>
  );
}

/** The letter of an option by its place in the paper. */
export const letterAt = (position: number): string => String.fromCharCode(65 + position);

/** Options to choose from. */
export const OptionRows = ({
  type,
  question,
  selected,
  onChange,
}: {
  type: 'radio' | 'checkbox';
  question: { slot: number; options: readonly Option[] };
  selected: readonly string[];
  onChange: (id: string, on: boolean) => void;
}): ReactNode =>
  question.options.map(({ id, text }, position) => (
    <OptionRow
      key={id}
      type={type}
      name={`slot-${question.slot}`}
      letter={letterAt(position)}
      text={text}
      checked={selected.includes(id)}
      onChange={(on) => onChange(id, on)}
    />
  ));
