import type { SessionGrant } from '@chuyen-de/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { LocaleProvider } from '../src/i18n/locale-provider.tsx';
import { sessionStore } from '../src/lib/session-store.ts';

function Elsewhere() {
  const { pathname, search } = useLocation();
  return <p>{`went to ${pathname}${search}`}</p>;
}

/** Shows a page at an address, as somebody who was launched; other addresses say where they are. */
export function showPage(page: ReactNode, route: string, at: string, grant: SessionGrant) {
  sessionStore.hold(grant);
  const client = new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return render(
    <QueryClientProvider client={client}>
      <LocaleProvider>
        <MemoryRouter initialEntries={[at]}>
          <Routes>
            <Route path={route} element={page} />
            <Route path="*" element={<Elsewhere />} />
          </Routes>
        </MemoryRouter>
      </LocaleProvider>
    </QueryClientProvider>,
  );
}
