import { CSV_FORMS, CsvForm, ExportFormat, ExportHeadings, SCHOOL_ZONE } from '@chuyen-de/contracts';
import type { XapiRequest } from '../../http/exchange.ts';
import { badParameter } from '../../http/problem.ts';
import type { Column } from '../columns/column.ts';
import { COLUMNS } from '../columns/statement-columns.ts';
import { isTimeZone } from '../time-buckets.ts';

type Query = XapiRequest['query'];

/** How a file is to be written. */
export interface ExportRequest {
  format: ExportFormat;
  columns: readonly Column[];
  headings: ExportHeadings;
  form: CsvForm;
  zone: string;
}

const FORMS = Object.keys(CSV_FORMS) as (keyof typeof CSV_FORMS)[];
const OF_TABLES = ['columns', 'headings', 'zone'];
/** Parameters of CSV alone. */
export const OF_CSV = ['form', ...Object.keys(CsvForm.shape)];
/** What may be said of each format; all others are parameters that would have no effect. */
const PARAMETERS: Record<ExportFormat, readonly string[]> = {
  csv: [...OF_TABLES, ...OF_CSV, 'after'],
  xlsx: OF_TABLES,
  jsonl: ['after'],
};

export const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl; charset=utf-8',
};

/** Parameters of an export beside its filter. */
export const EXPORT_NAMES = ['format', 'to', 'after', ...OF_TABLES, ...OF_CSV];

/** A parameter that is one of a few. @throws XapiProblem 400 */
export function pick<T extends string>(query: Query, name: string, known: readonly T[]): T | undefined {
  const text = query.get(name);
  if (text === undefined || text === '') return undefined;
  const found = known.find((each) => each === text);
  if (found === undefined) throw badParameter(name, `has to be one of ${known.join(', ')}`);
  return found;
}

/** @throws XapiProblem 400 */
function columnsIn(query: Query): readonly Column[] {
  const names = (query.get('columns') ?? '').split(/[\s,]+/).filter((name) => name !== '');
  if (names.length === 0) return COLUMNS;
  if (new Set(names).size < names.length) throw badParameter('columns', 'names one twice');
  return names.map((name) => {
    const found = COLUMNS.find((each) => each.name === name);
    if (!found) throw badParameter('columns', `knows no ${name}; the data dictionary lists them`);
    return found;
  });
}

/** The form of CSV that is wanted. @throws XapiProblem 400 */
export function formIn(query: Query): CsvForm {
  const form = CSV_FORMS[pick(query, 'form', FORMS) ?? 'machine'];
  const { separator, decimal, dates } = CsvForm.shape;
  return {
    separator: pick(query, 'separator', separator.options) ?? form.separator,
    decimal: pick(query, 'decimal', decimal.options) ?? form.decimal,
    dates: pick(query, 'dates', dates.options) ?? form.dates,
    bom: (pick(query, 'bom', ['true', 'false']) ?? String(form.bom)) === 'true',
  };
}

/** How the file is wanted. @throws XapiProblem 400 */
export function parseExport(query: Query): ExportRequest {
  const format = pick(query, 'format', ExportFormat.options);
  if (!format) throw badParameter('format', `has to be one of ${ExportFormat.options.join(', ')}`);
  for (const name of EXPORT_NAMES)
    if (query.has(name) && ![...PARAMETERS[format], 'format', 'to'].includes(name))
      throw badParameter(name, `means nothing for ${format}`);
  const zone = query.get('zone') ?? SCHOOL_ZONE;
  if (!isTimeZone(zone)) throw badParameter('zone', 'is no time zone known here');
  return {
    format,
    columns: columnsIn(query),
    headings: pick(query, 'headings', ExportHeadings.options) ?? 'name',
    form: formIn(query),
    zone,
  };
}
