import type { ClassHome } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../../../lib/use-mutation.ts';
import { classHomeQuery } from '../api/class-home.ts';

/** Does something to the home of a class, which is shown as it is afterwards. */
export function useHomeDeed<Wish>(code: string, deed: (wish: Wish) => Promise<ClassHome>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: (home) => queryClient.setQueryData(classHomeQuery(code).queryKey, home),
  });
}
