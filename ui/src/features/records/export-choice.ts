import { CSV_FORMS, CsvForm, ExportFormat } from '@chuyen-de/contracts';
import { z } from 'zod';
import { makeHeldOnDevice } from '../../lib/held-in-tab.ts';

/** How somebody wants files, kept on their device. */
const ExportChoice = z.object({
  format: ExportFormat,
  form: CsvForm,
  /** Headings in words, or the columns' names. */
  headings: z.enum(['words', 'name']),
  /** Columns that are left out: those of later releases are in then. */
  without: z.array(z.string()),
});
export type ExportChoice = z.infer<typeof ExportChoice>;

const DEFAULT: ExportChoice = { format: 'xlsx', form: CSV_FORMS.excel, headings: 'words', without: [] };

const held = makeHeldOnDevice('chuyen-de.records.export');

/** The choice made last on this device; the default where there is none that this release understands. */
export function rememberedChoice(): ExportChoice {
  try {
    return ExportChoice.parse(JSON.parse(held.get() ?? ''));
  } catch {
    return DEFAULT;
  }
}

export const rememberChoice = (choice: ExportChoice): void => held.set(JSON.stringify(choice));

/** The column by which a file goes on where it broke off: the last of every CSV file. */
export const POSITION = 'position';

/** The columns of a file, in their order. */
export function columnsOf({ format, without }: ExportChoice, all: readonly string[]): string[] {
  const chosen = all.filter((name) => !without.includes(name));
  return format === 'csv' ? [...chosen.filter((name) => name !== POSITION), POSITION] : chosen;
}

/** The choice as parameters of `GET /xapi/ext/export`. */
export function exportParameters(
  choice: ExportChoice,
  { all, locale }: { all: readonly string[]; locale: 'vi' | 'en' },
): Record<string, string> {
  const { format, form, headings } = choice;
  if (format === 'jsonl') return { format };
  const table = {
    format,
    columns: columnsOf(choice, all).join(','),
    headings: headings === 'words' ? locale : headings,
  };
  if (format === 'xlsx') return table;
  const { separator, decimal, dates, bom } = form;
  return { ...table, separator, decimal, dates, bom: String(bom) };
}
