import type { ExportQuestions, WritableFormat } from '@chuyen-de/contracts';
import { askedBy, type RowFilter } from './api/made-banks.ts';

/** In the order in which they are offered. */
export const EXPORT_FORMATS: readonly WritableFormat[] = [
  ...(['docx', 'xlsx', 'csv', 'moodle-xml', 'qti', 'gift', 'aiken', 'json'] as const),
];

export type ExportScope = 'all' | 'filtered' | 'chosen';

interface Wish extends Pick<ExportQuestions, 'format' | 'keys'> {
  scope: ExportScope;
  filter: RowFilter;
  chosen: readonly string[];
}

/** What is asked for: which questions, and how. */
export const exportWish = ({ scope, format, keys, filter, chosen }: Wish): ExportQuestions => ({
  format,
  keys,
  questions:
    scope === 'chosen' ? [...chosen] : scope === 'filtered' ? { text: '', ...askedBy(filter) } : { text: '' },
});
