import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Router } from 'wouter';
import { LocaleProvider } from '../i18n/locale-provider.tsx';
import { Pages } from './routes.tsx';
import { SessionKeeper } from './session-keeper.tsx';

export const BASE = '/app';

/** The application; `at` is its address where the server renders it. */
export function App({ client, at }: { client: QueryClient; at?: string }) {
  return (
    <QueryClientProvider client={client}>
      <LocaleProvider>
        <Router base={BASE} {...(at !== undefined && { ssrPath: `${BASE}${at}` })}>
          <SessionKeeper />
          <Pages />
        </Router>
      </LocaleProvider>
    </QueryClientProvider>
  );
}
