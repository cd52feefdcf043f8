import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { keepFollowing } from './keep-following.ts';
import { useIsPageShown } from './use-is-page-shown.ts';

/** How views of one kind are told. */
interface Stream<What, View> {
  /** Tells of a view as it changes, until the stream ends. */
  follow: (what: What, onView: (view: View) => void, signal: AbortSignal) => Promise<void>;
  /** Where queries keep the view. */
  keyOf: (what: What) => QueryKey;
  /** How long to wait after a stream broke off, or could not be held. */
  againMs: number;
}

/**
 * Follows a view by a stream as long as the page is shown, and keeps it where queries find it; answers whether the stream
 * tells anything: where it does not, a page asks.
 * @param stream the same one at every call
 */
export function useStream<What, View>(what: What, stream: Stream<What, View>): boolean {
  const queryClient = useQueryClient();
  const shown = useIsPageShown();
  const [toldOf, setToldOf] = useState<{ what: What }>();
  // The stream is a connection, held outside of React.
  useEffect(() => {
    if (!shown) return undefined;
    const { follow, keyOf, againMs } = stream;
    const onView = (view: View) => {
      queryClient.setQueryData(keyOf(what), view);
      setToldOf((before) => (before?.what === what ? before : { what }));
    };
    const onLost = () => setToldOf(undefined);
    const leave = keepFollowing((signal) => follow(what, onView, signal), { restMs: () => againMs, onLost });
    return () => {
      leave();
      onLost();
    };
  }, [queryClient, shown, stream, what]);
  return toldOf?.what === what;
}
