import { screen, waitFor } from '@testing-library/react';
import { answerRequests, api, http, noNetwork } from '../../test/api.ts';
import { aGrant } from '../../test/builders.ts';
import { showPage } from '../../test/pages.tsx';
import { NetworkError, ProblemError } from '../lib/http.ts';
import { ErrorView } from './error-view.tsx';

answerRequests();

const ITSELF = 'Trang sẽ tự mở khi có mạng trở lại.';

function show(error: unknown) {
  const retry = jest.fn();
  showPage(<ErrorView error={error} onRetry={retry} />, '/', '/', aGrant());
  return retry;
}

describe('a page that did not arrive', () => {
  it('says that it opens by itself, and does so once the server is there', async () => {
    let asked = 0;
    api.use(
      http.get('/healthz', (request) => {
        asked += 1;
        return asked === 1 ? noNetwork(request) : new Response('ok');
      }),
    );
    const retry = show(new NetworkError());
    expect(await screen.findByText(ITSELF)).toBeVisible();
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(asked).toBe(1));
    expect(retry).not.toHaveBeenCalled();
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(retry).toHaveBeenCalledTimes(1));
  });

  it('does not where the server refused it', async () => {
    const retry = show(new ProblemError(404, undefined));
    expect(await screen.findByRole('button', { name: 'Thử lại' })).toBeVisible();
    expect(screen.queryByText(ITSELF)).toBeNull();
    window.dispatchEvent(new Event('online'));
    expect(retry).not.toHaveBeenCalled();
  });

  it('offers no second try of what only a new launch can mend', async () => {
    const title = 'Launch code spent';
    show(new ProblemError(401, { type: 'about:blank', title, status: 401, code: 'launch_code_spent' }));
    expect(await screen.findByText(/bấm lại vào liên kết của bài/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Thử lại' })).toBeNull();
  });
});
