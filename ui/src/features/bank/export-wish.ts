import type {
  ExportQuestions,
  Level,
  QuestionState,
  QuestionType,
  WritableFormat,
} from '@chuyen-de/contracts';
import type { RowFilter } from './api/made-banks.ts';

/** In the order in which they are offered. */
export const EXPORT_FORMATS: readonly WritableFormat[] = [
  ...(['docx', 'xlsx', 'csv', 'moodle-xml', 'qti', 'gift', 'aiken', 'json'] as const),
];

/** As the contract has them; written here, as its schemas are not loaded by pages. */
export const ALWAYS_KEYED: readonly WritableFormat[] = ['aiken', 'json'];

export type ExportScope = 'all' | 'filtered' | 'chosen';

interface Wish extends Pick<ExportQuestions, 'format' | 'keys'> {
  scope: ExportScope;
  filter: RowFilter;
  chosen: readonly string[];
}

function filterOf({ text, topic, level, type, state }: RowFilter) {
  return {
    text,
    ...(topic !== '' && { topic }),
    ...(level !== '' && { level: level as Level }),
    ...(type !== '' && { type: type as QuestionType }),
    ...(state !== '' && { state: state as QuestionState }),
  };
}

/** What is asked for: which questions, and how. */
export const exportWish = ({ scope, format, keys, filter, chosen }: Wish): ExportQuestions => ({
  format,
  keys,
  questions: scope === 'chosen' ? [...chosen] : scope === 'filtered' ? filterOf(filter) : { text: '' },
});
