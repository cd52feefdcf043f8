import { FormattedMessage } from 'react-intl';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Notice } from '../../../components/notice.tsx';
import { ProblemError } from '../../../lib/http.ts';

/** Why a file was not read, in words. */
export function FileFault({ error }: { error: unknown }) {
  const problem = error instanceof ProblemError && error.code === 'file_not_read' ? error.problem : undefined;
  if (!problem) return <ErrorNotice error={error} />;
  const { fault, values } = problem as unknown as { fault: 'damaged'; values: Record<string, number> };
  return (
    <div role="alert">
      <Notice tone="bad">
        <FormattedMessage
          id={`bank.file.${fault}`}
          values={{ ...values, megabytes: Math.round((values['most'] ?? 0) / 1_000_000) }}
        />
      </Notice>
    </div>
  );
}
