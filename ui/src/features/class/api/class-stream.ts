import type { ClassRow, GradebookChange, GradebookView } from '@chuyen-de/contracts';
import { expecting } from '../../../lib/http.ts';
import { readEvents } from '../../../lib/server-events.ts';
import type { ClassRequest } from '../class-rows.ts';
import { queryOf } from './gradebook.ts';

const readChange = expecting<GradebookChange>('order', 'rows', 'serverNow');

/** The view with what has changed of it. */
function changed(rows: ReadonlyMap<string, ClassRow>, { order, ...view }: GradebookChange): GradebookView {
  return { ...view, rows: order.flatMap((id) => rows.get(id) ?? []) };
}

/**
 * `GET /api/gradebook/changes`: tells of a part of the class as it changes, until it is told to end or the stream breaks
 * off.
 * @throws as `readEvents` does
 */
export async function followClass(
  request: ClassRequest,
  onView: (view: GradebookView) => void,
  signal: AbortSignal,
): Promise<void> {
  let known = new Map<string, ClassRow>();
  for await (const { name, data } of readEvents(`/api/gradebook/changes?${queryOf(request)}`, signal)) {
    if (name === 'ended') return;
    if (name !== 'change') continue;
    const change = readChange(JSON.parse(data));
    for (const row of change.rows) known.set(row.person.id, row);
    const view = changed(known, change);
    known = new Map(view.rows.map((row) => [row.person.id, row]));
    onView(view);
  }
}
