import type { Thread } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../../../lib/use-mutation.ts';
import { threadQuery } from '../api/discussions.ts';

/** Does something to a thread, which is shown as it is afterwards. */
export function useThreadDeed<Wish>(code: string, id: string, deed: (wish: Wish) => Promise<Thread>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: (thread) => queryClient.setQueryData(threadQuery(code, id).queryKey, thread),
  });
}
