import { z } from 'zod';
import { LanguageMap, OptionId } from '../vocabulary.ts';

const Option = z.strictObject({ id: OptionId, text: LanguageMap });

/** What single and multiple choice have in common. */
export const ShownOptions = { options: z.array(Option) };
export const OptionsAndKey = {
  options: z.array(Option).min(2).max(8),
  /** Identifiers of the right options. */
  key: z.array(OptionId).min(1),
};
export const ChosenOptions = { selected: z.array(OptionId).max(20) };
export const OptionKey = z.array(OptionId);

export interface Options {
  options: z.infer<typeof Option>[];
  key: string[];
}
export interface Chosen {
  selected: string[];
}
