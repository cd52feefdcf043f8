import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router';
import { ErrorView } from '../components/error-view.tsx';
import { Loading } from '../components/loading.tsx';
import { exchangeCode } from '../lib/session-api.ts';
import { sessionStore } from '../lib/session-store.ts';

/** Loaded apart, for the first page does not wait for it. */
const forgetOthers = async (person: string) =>
  (await import('../features/exam/log/kept-attempts.ts')).keptAttempts.forgetOthers(person);

/** Where a launch arrives: turns its single-use code into a session and goes on to the item. */
export function StartPage() {
  const [query] = useSearchParams();
  const code = query.get('code') ?? '';
  const launch = useQuery({
    queryKey: ['launch', code],
    queryFn: async () => {
      sessionStore.drop();
      const grant = await exchangeCode(code);
      sessionStore.hold(grant);
      void forgetOthers(grant.session.person.id);
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
  return launch.isPending ? <Loading message="app.opening" /> : <Navigate to="/" replace />;
}
