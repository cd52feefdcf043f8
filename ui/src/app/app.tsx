import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { LocaleProvider } from '../i18n/locale-provider.tsx';
import { makeQueryClient } from './query-client.ts';
import { Pages } from './routes.tsx';
import { SessionKeeper } from './session-keeper.tsx';

const queryClient = makeQueryClient();

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <LocaleProvider>
        <BrowserRouter basename="/app">
          <SessionKeeper />
          <Pages />
        </BrowserRouter>
      </LocaleProvider>
    </QueryClientProvider>
  );
}
