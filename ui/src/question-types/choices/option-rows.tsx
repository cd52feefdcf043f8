import type { LanguageMap } from '@chuyen-de/contracts';
import type { ReactNode } from 'react';
import { Localised } from '../../components/localised.tsx';
import { OptionRow } from './option-row.tsx';

interface Option {
  id: string;
  text: LanguageMap;
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
      checked={selected.includes(id)}
      onChange={(on) => onChange(id, on)}
    >
      <Localised text={text} />
    </OptionRow>
  ));
