import type { AggregateAnswer, AggregateRow, KnownActivity, Spread } from '@chuyen-de/contracts';
import type { XapiReply, XapiRequest } from '../../http/exchange.ts';
import { badParameter, XapiProblem } from '../../http/problem.ts';
import type { Cell } from './csv.ts';
import { csvFile } from './csv-file.ts';
import { CONTENT_TYPES, formIn, OF_CSV, pick } from './export-request.ts';
import { onePage, type Table } from './table.ts';
import { xlsxFile } from './xlsx-file.ts';

/** What may be said of a file of figures, beside the question. */
export const FIGURES_FILE_NAMES = ['format', ...OF_CSV];

const FORMATS = ['json', 'csv', 'xlsx'] as const;
const SPREAD = ['n', 'mean', 'min', 'q1', 'median', 'q3', 'max'] as const satisfies (keyof Spread)[];
const MEASURES = ['scaled', 'raw', 'duration'] as const;
/** Dimensions whose values are activities: their names stand beside them. */
const NAMED = ['activity', 'parent', 'grouping', 'topic'];

interface FiguresColumn {
  name: string;
  width: number;
  cellOf: (row: AggregateRow) => Cell | null | undefined;
}

function nameOf(known: KnownActivity | undefined): string | undefined {
  const names = known?.name ?? {};
  return names['vi'] ?? names['en'] ?? Object.values(names)[0];
}

function columnsOf({ groupBy, activities, rows }: AggregateAnswer): FiguresColumn[] {
  const measures = MEASURES.filter((measure) => rows.some((row) => row[measure] !== undefined));
  return [
    ...groupBy.flatMap((name): FiguresColumn[] => [
      { name, width: 30, cellOf: ({ key }) => key[name] },
      ...(NAMED.includes(name)
        ? [
            {
              name: `${name}_name`,
              width: 40,
              cellOf: ({ key }: AggregateRow) => nameOf(activities[String(key[name])]),
            },
          ]
        : []),
    ]),
    { name: 'count', width: 11, cellOf: ({ count }) => count },
    { name: 'learners', width: 11, cellOf: ({ learners }) => learners },
    ...measures.flatMap((measure) =>
      SPREAD.map((figure) => ({
        name: `${measure}_${figure}`,
        width: 15,
        cellOf: (row: AggregateRow) => row[measure]?.[figure],
      })),
    ),
  ];
}

function tableOf(answer: AggregateAnswer): Table {
  const columns = columnsOf(answer);
  const rows = answer.rows.map((row) => columns.map(({ cellOf }) => cellOf(row) ?? undefined));
  return {
    columns: columns.map(({ name, width }) => ({ title: name, width, isTime: false })),
    pages: onePage(rows),
  };
}

/** How the figures were asked for: they go with them, since a sheet does not say what it counts. */
const notesOf = (answer: AggregateAnswer, query: XapiRequest['query']): Table => ({
  columns: [
    { title: 'parameter', width: 16, isTime: false },
    { title: 'value', width: 90, isTime: false },
  ],
  pages: onePage([
    ...[...query].filter(([name]) => name !== 'format'),
    ['zone', answer.zone],
    ['threshold', answer.threshold],
    ['total count', answer.total.count ?? undefined],
    ['total learners', answer.total.learners ?? undefined],
  ]),
});

/** Whether an aggregation is asked for as a file, and as which. @throws XapiProblem 400 */
export function figuresFormat(query: XapiRequest['query']): 'csv' | 'xlsx' | undefined {
  const format = pick(query, 'format', FORMATS) ?? 'json';
  const unused = OF_CSV.find((name) => format !== 'csv' && query.has(name));
  if (unused !== undefined) throw badParameter(unused, `means nothing for ${format}`);
  return format === 'json' ? undefined : format;
}

/**
 * An aggregation's rows as a file: what is withheld or not known is an empty cell.
 * @throws XapiProblem 400; 422 where rows would be missing, which nobody would see
 */
export function figuresFile(
  answer: AggregateAnswer,
  format: 'csv' | 'xlsx',
  query: XapiRequest['query'],
): XapiReply {
  if (answer.truncated)
    throw new XapiProblem(
      422,
      'too_many_groups',
      'a file has all rows: narrow the filter or raise the limit',
    );
  const { zone } = answer;
  return {
    status: 200,
    headers: {
      'Cache-Control': 'no-store',
      'Content-Disposition': `attachment; filename="figures.${format}"`,
    },
    contentType: CONTENT_TYPES[format],
    body:
      format === 'csv'
        ? csvFile(tableOf(answer), { form: formIn(query), zone, resumed: false })
        : xlsxFile(tableOf(answer), {
            sheet: 'Figures',
            notes: { sheet: 'Question', ...notesOf(answer, query) },
            zone,
          }),
  };
}
