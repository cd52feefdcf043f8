import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerRequests, api, http, json } from '../../test/api.ts';
import { aGrant, anAttempt, anExamStart, aProblem } from '../../test/builders.ts';
import { keptAttempts } from '../features/exam/log/kept-attempts.ts';
import { sessionStore } from '../lib/session-store.ts';
import { App } from './app.tsx';
import { makeQueryClient, takeIn } from './query-client.ts';

answerRequests();

function launch(code: string) {
  history.replaceState(null, '', `/app/start?code=${code}`);
  render(<App client={makeQueryClient()} />);
}

describe('launch', () => {
  it('exchanges the code once, drops it from the address and shows the item', async () => {
    const codes: unknown[] = [];
    api.use(
      http.post('/api/session', async ({ request }) => {
        codes.push(await request.json());
        return json(aGrant({ context: { id: 'c1', title: 'Lớp K12' } }));
      }),
      http.get('/api/exams/KT1', ({ request }) => {
        expect(request.headers.get('authorization')).toBe('Bearer token-1');
        return json(anExamStart());
      }),
    );
    launch('good');
    expect(await screen.findByRole('heading', { level: 1, name: 'Kiểm tra thử' })).toHaveFocus();
    expect(location.pathname + location.search).toBe('/app/exams/KT1');
    expect(codes).toEqual([{ code: 'good' }]);
    expect(screen.getByText('Lớp K12')).toBeVisible();
  });

  it('shows what the page brought along, and asks for nothing', async () => {
    const grant = aGrant();
    const client = makeQueryClient();
    sessionStore.hold(grant);
    takeIn(client, { grant, exam: anExamStart() });
    history.replaceState(null, '', '/app/exams/KT1');
    render(<App client={client} />);
    expect(await screen.findByRole('heading', { level: 1, name: 'Kiểm tra thử' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Tiếp tục làm bài' })).toBeEnabled();
  });

  it('leaves nothing on the device of whoever was here before', async () => {
    const before = { person: 'person-0', device: 'device-0000' };
    await keptAttempts.keep({ attempt: anAttempt(), sentAt: 0, receivedAt: 0 }, before);
    expect(await keptAttempts.find('KT1', before)).toBeDefined();
    api.use(
      http.post('/api/session', () => json(aGrant({ item: { kind: 'topic', code: 'CD01' } }))),
      http.get('/api/topics/CD01', () => aProblem(404, 'topic_not_found')),
    );
    launch('next');
    await waitFor(async () => expect(await keptAttempts.find('KT1', before)).toBeUndefined());
  });

  it('offers beside the content what the server says, whatever the LMS calls them', async () => {
    const can = { ...aGrant().session.can, seeClass: true };
    const grant = aGrant({ can });
    const client = makeQueryClient();
    sessionStore.hold(grant);
    takeIn(client, { grant, exam: anExamStart() });
    history.replaceState(null, '', '/app/exams/KT1');
    render(<App client={client} />);
    expect(await screen.findByRole('link', { name: 'Lớp học' })).toHaveAttribute('href', '/app/class');
    expect(screen.queryByRole('link', { name: 'Bản ghi học tập' })).toBeNull();
  });

  it('goes on with a session that an earlier release held in the tab', async () => {
    const { can: _, ...session } = aGrant().session;
    const grant = { ...aGrant(), session } as ReturnType<typeof aGrant>;
    const client = makeQueryClient();
    sessionStore.hold(grant);
    takeIn(client, { grant, exam: anExamStart() });
    history.replaceState(null, '', '/app/exams/KT1');
    render(<App client={client} />);
    expect(await screen.findByRole('heading', { level: 1, name: 'Kiểm tra thử' })).toBeVisible();
  });

  it('says in both languages what to do with a code that is spent', async () => {
    api.use(http.post('/api/session', () => aProblem(401, 'launch_code_spent', { requestId: 'r-1' })));
    launch('spent');
    await userEvent.click(await screen.findByRole('button', { name: 'VI' }));
    expect(await screen.findByRole('heading', { name: 'Liên kết vừa mở đã hết hiệu lực.' })).toBeVisible();
    expect(screen.getByText('Mã yêu cầu: r-1')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'EN' }));
    expect(await screen.findByText(/Go back to the course and open the link again\.$/)).toBeVisible();
  });

  it('says that pages open from a course alone', async () => {
    history.replaceState(null, '', '/app/exams/KT1');
    render(<App client={makeQueryClient()} />);
    expect(await screen.findByRole('heading', { name: /course/ })).toBeVisible();
  });
});
