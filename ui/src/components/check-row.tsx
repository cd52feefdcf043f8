import type { ReactNode } from 'react';
import classes from './check-row.module.css';

/** Something that is on or off, the whole row to press on. */
export const CheckRow = ({
  checked,
  onCheck,
  children,
}: {
  checked: boolean;
  onCheck: (checked: boolean) => void;
  children: ReactNode;
}) => (
  <label className={classes.row}>
    <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.target.checked)} />
    <span>{children}</span>
  </label>
);

/** One of several, a row to press on for each. */
export const RadioRows = <Value extends string>({
  name,
  values,
  chosen,
  onChoose,
  wordsOf,
}: {
  name: string;
  values: readonly Value[];
  chosen: Value;
  onChoose: (value: Value) => void;
  wordsOf: (value: Value) => ReactNode;
}) =>
  values.map((value) => (
    <label key={value} className={classes.row}>
      <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
      <span>{wordsOf(value)}</span>
    </label>
  ));
