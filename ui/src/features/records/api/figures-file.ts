import type { AggregateRequest } from '@chuyen-de/contracts';
import { filterParameters } from '../filter-params.ts';
import { addressOf, ask } from './client.ts';

export type FiguresFormat = 'xlsx' | 'csv';

/** A file has all rows, a chart as many as can be looked at. */
const MOST_ROWS = 5_000;

/** `GET /xapi/ext/aggregate?format=`: an aggregation as a file. @throws ProblemError, NetworkError */
export async function figuresFile(
  { filter = {}, groupBy = [], measures = [], attempts, zone }: Partial<AggregateRequest>,
  format: FiguresFormat,
): Promise<Blob> {
  const address = addressOf('/aggregate', {
    ...filterParameters(filter),
    groupBy: groupBy.join(' '),
    measures: measures.length > 0 ? measures.join(' ') : undefined,
    attempts,
    zone,
    limit: `${MOST_ROWS}`,
    format,
    form: format === 'csv' ? 'excel' : undefined,
  });
  return (await ask(address)).blob();
}
