import { FormattedMessage } from 'react-intl';
import { useSearchParams } from 'wouter';
import { ButtonLink } from '../../../components/button.tsx';

/** The attempt from whose result somebody came to practise; it stays in the address of each round. */
export const useAttemptBefore = (): string | null => useSearchParams()[0].get('attempt');

/** To the result that somebody came from, and to the lecture. */
export function WaysBack({ code }: { code: string }) {
  const attempt = useAttemptBefore();
  return (
    <>
      {attempt !== null && (
        <ButtonLink look="quiet" to={`/attempts/${encodeURIComponent(attempt)}`}>
          <FormattedMessage id="practice.toResult" />
        </ButtonLink>
      )}
      <ButtonLink look="quiet" to={`/topics/${code}`}>
        <FormattedMessage id="practice.toTopic" />
      </ButtonLink>
    </>
  );
}
