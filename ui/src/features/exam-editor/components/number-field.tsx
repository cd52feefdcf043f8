import { useState, type ComponentProps } from 'react';
import { Field } from '../../../components/field.tsx';
import { useLocale } from '../../../lib/localised.ts';
import { numberIn, numberText } from '../numbers.ts';

/** A number that is typed; what is none, or nothing, is null. */
export function NumberField({
  value,
  onNumber,
  ...field
}: Omit<ComponentProps<typeof Field>, 'value' | 'onChange' | 'type'> & {
  value: number | null;
  onNumber: (value: number | null) => void;
}) {
  const locale = useLocale();
  const [typed, setTyped] = useState(() => numberText(value, locale));
  // What it says elsewhere now (somebody else's change, an older version) takes the place of what was typed.
  const shown = numberIn(typed) === value ? typed : numberText(value, locale);
  return (
    <Field
      {...field}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value);
        onNumber(numberIn(event.target.value));
      }}
    />
  );
}
