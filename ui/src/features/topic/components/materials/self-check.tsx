import type { Material, MaterialProgress, PracticeRound } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { useLocation } from 'wouter';
import { Button } from '../../../../components/button.tsx';
import { ErrorNotice } from '../../../../components/error-view.tsx';
import { useFormats } from '../../../../lib/formats.ts';
import { expecting, http } from '../../../../lib/http.ts';
import { useMutation } from '../../../../lib/use-mutation.ts';

const readRound = expecting<PracticeRound>('id');

/** Leads to the questions of a self-check: to those that were left, or to new ones. */
export function SelfCheck({
  topic,
  material: { id, check },
  progress,
}: {
  topic: string;
  material: Material;
  progress: MaterialProgress | undefined;
}) {
  const [, navigate] = useLocation();
  const { percent } = useFormats();
  const start = useMutation({
    mutationFn: () =>
      http.post(`/api/practice/${encodeURIComponent(topic)}/rounds`, { check: id }, readRound),
    onSuccess: (round) => navigate(`/practice/${topic}/rounds/${round.id}`),
  });
  return (
    <>
      <p>
        <FormattedMessage
          id="materials.check.about"
          values={{ count: check?.count ?? 0, share: percent((check?.percent ?? 0) / 100) }}
        />
      </p>
      {start.isError && <ErrorNotice error={start.error} />}
      <div>
        <Button look="main" aria-disabled={start.isPending} onClick={() => start.mutate()}>
          <FormattedMessage id={progress ? 'materials.check.again' : 'materials.check.start'} />
        </Button>
      </div>
    </>
  );
}
