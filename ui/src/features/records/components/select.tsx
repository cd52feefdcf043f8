import { useId, type ReactNode } from 'react';
import { tailOf } from '../words-of.ts';
import classes from './records-page.module.css';

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
}

/** A labelled choice of one; `all` stands for none of them, where that can be chosen. */
export function Select<Value extends string>({
  label,
  value,
  options,
  all,
  onChange,
}: {
  label: ReactNode;
  value: Value;
  options: readonly Option<Value>[];
  all?: ReactNode;
  onChange: (value: Value) => void;
}) {
  const id = useId();
  const isMissing = value !== '' && !options.some((option) => option.value === value);
  return (
    <div className={classes.select}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {all !== undefined && <option value="">{all}</option>}
        {isMissing && <option value={value}>{tailOf(value)}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
