import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Router, type RouterOptions } from 'wouter';
import { LocaleProvider } from '../i18n/locale-provider.tsx';
import { Pages } from './routes.tsx';
import { SessionKeeper } from './session-keeper.tsx';

export const BASE = '/app';

/**
 * Where the server renders the page, links of the application lead nowhere: followed before its first script is there,
 * one would load another page, which knows nothing of who has come by this launch.
 */
const nowhere = (() => undefined) as unknown as NonNullable<RouterOptions['hrefs']>;

/** The application; `at` is its address where the server renders it. */
export function App({ client, at }: { client: QueryClient; at?: string }) {
  return (
    <QueryClientProvider client={client}>
      <LocaleProvider>
        <Router base={BASE} {...(at !== undefined && { ssrPath: `${BASE}${at}`, hrefs: nowhere })}>
          <SessionKeeper />
          <Pages />
        </Router>
      </LocaleProvider>
    </QueryClientProvider>
  );
}
