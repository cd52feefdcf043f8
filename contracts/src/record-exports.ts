import { z } from 'zod';

/** How `GET /xapi/ext/export` writes a file. */

export const ExportFormat = z.enum(['xlsx', 'csv', 'jsonl']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const CsvForm = z.strictObject({
  separator: z.enum(['comma', 'semicolon', 'tab']),
  /** Decimal sign of numbers. */
  decimal: z.enum(['point', 'comma']),
  /** `iso`: as stored, with the zone; `local`: `dd/MM/yyyy HH:mm:ss` on the clocks of a zone. */
  dates: z.enum(['iso', 'local']),
  /** Whether the file begins with the mark by which Excel knows UTF-8. */
  bom: z.boolean(),
});
export type CsvForm = z.infer<typeof CsvForm>;

/** Forms by name: as programs read CSV, and as Excel does that is set to Vietnamese. */
export const CSV_FORMS = {
  machine: { separator: 'comma', decimal: 'point', dates: 'iso', bom: false },
  excel: { separator: 'semicolon', decimal: 'comma', dates: 'local', bom: true },
} as const satisfies Record<string, CsvForm>;

/** What stands in the first row: the columns' names, which programs rely on, or words. */
export const ExportHeadings = z.enum(['name', 'vi', 'en']);
export type ExportHeadings = z.infer<typeof ExportHeadings>;
