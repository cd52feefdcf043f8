import { GradebookChange, type GradebookView } from '@chuyen-de/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { answerRequests, api, http, json } from '../../../../test/api.ts';
import { aGrant, aProblem } from '../../../../test/builders.ts';
import { aGrade, aRow, aView, score } from '../../../../test/class-builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { ClassPage } from './class-page.tsx';

answerRequests();

/** The server's stream of a class page. */
function openStream() {
  const encoder = new TextEncoder();
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (opened) => void (controller = opened) });
  return {
    answer: () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    send: (text: string) => controller.enqueue(encoder.encode(text)),
    tell: ({ rows, ...view }: GradebookView, changed = rows): void => {
      const order = rows.map(({ person }) => person.id);
      const data = JSON.stringify(GradebookChange.parse({ ...view, order, rows: changed }));
      controller.enqueue(encoder.encode(`event: change\ndata: ${data}\n\n`));
    },
    end: () => controller.close(),
  };
}

function open(view: GradebookView) {
  const stream = openStream();
  let looks = 0;
  api.use(
    http.get('/api/gradebook', () => {
      looks += 1;
      return json(view);
    }),
    http.get('/api/gradebook/changes', stream.answer),
    http.get('/api/exams/KT1/trials', () => json({ people: [] })),
  );
  showPage(<ClassPage />, '/class', '/class', aGrant({ roles: ['lecturer'] }));
  return { ...stream, looks: () => looks };
}

const rowOf = (name: string) => screen.findByRole('row', { name: new RegExp(name) });

describe('a class page that is told what changes', () => {
  const [an, binh] = [aRow('Lê An'), aRow('Bùi Bình')];

  it('changes a row where it stands, keeps the focus, and says what has happened', async () => {
    const { send, tell } = open(aView([an, binh]));
    const button = within(await rowOf('Bùi Bình')).getByRole('button', { name: 'Điều chỉnh cho Bùi Bình' });
    button.focus();
    tell(aView([an, binh]));
    const done = { ...binh, state: 'done', score } as const;
    // In pieces, as a network may bring it, with a heartbeat between.
    send(':\n');
    send('\n');
    tell(aView([an, done]), [done]);
    expect(await within(await rowOf('Bùi Bình')).findByText('8,5')).toBeVisible();
    expect(await screen.findByText('Bùi Bình đã hoàn thành.')).toHaveAttribute('role', 'status');
    expect(document.activeElement).toBe(button);
    expect(await rowOf('Lê An')).toBeVisible();
  });

  it('follows the order that it is told, without those who are told no more', async () => {
    const { tell } = open(aView([an, binh]));
    await rowOf('Bùi Bình');
    tell(aView([an, binh]));
    tell(aView([binh]), []);
    await waitFor(() => expect(screen.queryByRole('rowheader', { name: 'Lê An' })).toBeNull());
    expect(screen.getByRole('rowheader', { name: 'Bùi Bình' })).toBeVisible();
  });

  it('says of many in one sentence', async () => {
    const { tell } = open(aView([an, binh]));
    await rowOf('Bùi Bình');
    tell(aView([an, binh]));
    tell(
      aView([
        { ...an, state: 'open' },
        { ...binh, state: 'done', grade: aGrade() },
      ]),
    );
    expect(await screen.findByText('Có thay đổi ở 2 học viên.')).toHaveAttribute('role', 'status');
  });

  it('asks for itself where there is no stream', async () => {
    const { looks } = open(aView([an]));
    api.use(http.get('/api/gradebook/changes', () => aProblem(429, 'too_many_requests')));
    await rowOf('Lê An');
    await waitFor(() => expect(looks()).toBeGreaterThan(1), { timeout: 5_000 });
  });
});
