import { z } from 'zod';
import { boundedList } from '../bounded.ts';
import { LanguageMap, OptionId } from '../vocabulary.ts';

const Option = z.strictObject({ id: OptionId, text: LanguageMap });

/** What single and multiple choice have in common. */
export const ShownOptions = { options: z.array(Option) };
export const OptionsAndKey = {
  options: boundedList(Option, 8, 2),
  /** Identifiers of the right options. */
  key: boundedList(OptionId, 8, 1),
};
export const ChosenOptions = { selected: boundedList(OptionId, 20) };
export const OptionKey = z.array(OptionId);

export interface Options {
  options: z.infer<typeof Option>[];
  key: string[];
}
export interface Chosen {
  selected: string[];
}
