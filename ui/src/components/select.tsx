import { useId, type ReactNode } from 'react';
import classes from './select.module.css';

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
}

interface Props<Value extends string> {
  label: ReactNode;
  value: Value;
  options: readonly Option<Value>[];
  /** Stands for none of them, where that can be chosen. */
  all?: ReactNode;
  /** What a value is called that is none of them, as an address may bring one. */
  wordsOfOther?: (value: Value) => string;
  onChange: (value: Value) => void;
}

/** A labelled choice of one. */
export function Select<Value extends string>({
  label,
  value,
  options,
  all,
  wordsOfOther = (other) => other,
  onChange,
}: Props<Value>) {
  const id = useId();
  const isOther = value !== '' && !options.some((option) => option.value === value);
  return (
    <div className={classes.select}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {all !== undefined && <option value="">{all}</option>}
        {isOther && <option value={value}>{wordsOfOther(value)}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
