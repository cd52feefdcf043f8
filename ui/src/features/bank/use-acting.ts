import type { Appraisal } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../../lib/use-mutation.ts';
import { APPRAISALS, appraisalQuery } from './api/appraisals.ts';
import { MADE_BANKS } from './api/made-banks.ts';

/** Does something to an appraisal, and shows what came of it. */
export function useActing(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (act: () => Promise<Appraisal>) => act(),
    onSuccess: async (appraisal) => {
      queryClient.setQueryData(appraisalQuery(id).queryKey, appraisal);
      await queryClient.invalidateQueries({ queryKey: [...APPRAISALS, 'queue'] });
      await queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, appraisal.bank, 'appraisals'] });
    },
  });
}
