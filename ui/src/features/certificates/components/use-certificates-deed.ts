import type { ClassCertificates } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../../../lib/use-mutation.ts';

/** Does something to the certificates of a class, which are looked at again in whatever part is shown. */
export function useCertificatesDeed<Wish = void>(
  code: string,
  deed: (wish: Wish) => Promise<ClassCertificates>,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['certificates', code] }),
  });
}
