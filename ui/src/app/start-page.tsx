import { useQuery } from '@tanstack/react-query';
import { Redirect, useSearchParams } from 'wouter';
import { ErrorView } from '../components/error-view.tsx';
import { Loading } from '../components/loading.tsx';
import { exchangeCode } from '../lib/session-api.ts';
import { keptAttempts } from '../features/exam/log/kept-attempts.ts';
import { sessionStore } from '../lib/session-store.ts';

/**
 * Where a launch arrives that brought nothing along, as from an earlier build's cached page or the development
 * server: turns its single-use code into a session and goes on to the item.
 */
export function StartPage() {
  const [query] = useSearchParams();
  const code = query.get('code') ?? '';
  const launch = useQuery({
    queryKey: ['launch', code],
    queryFn: async () => {
      sessionStore.drop();
      const grant = await exchangeCode(code);
      sessionStore.hold(grant);
      void keptAttempts.forgetOthers(grant.session.person.id);
      return grant.session.view;
    },
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (launch.isError) {
    return <ErrorView error={launch.error} onRetry={() => void launch.refetch()} />;
  }
  return launch.isPending ? <Loading message="app.opening" /> : <Redirect to="/" replace />;
}
