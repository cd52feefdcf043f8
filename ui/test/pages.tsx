import type { SessionGrant } from '@chuyen-de/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Route, Router, Switch, useLocation, useSearch } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { LocaleProvider } from '../src/i18n/locale-provider.tsx';
import { sessionStore } from '../src/lib/session-store.ts';

function Elsewhere() {
  const [path] = useLocation();
  const search = useSearch();
  return <p>{`went to ${path}${search && `?${search}`}`}</p>;
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
        <Router hook={memoryLocation({ path: at }).hook}>
          <Switch>
            <Route path={route}>{page}</Route>
            <Route>
              <Elsewhere />
            </Route>
          </Switch>
        </Router>
      </LocaleProvider>
    </QueryClientProvider>,
  );
}
