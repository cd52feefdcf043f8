import { FormattedMessage } from 'react-intl';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Notice } from '../../../components/notice.tsx';
import { ProblemError } from '../../../lib/http.ts';

const KNOWN = [
  'columns_unknown',
  'no_questions',
  'too_many_questions',
  'old_office_file',
  'locked_file',
] as const;
const isKnown = (fault: string): fault is (typeof KNOWN)[number] => KNOWN.some((known) => known === fault);

/** Why a table was not read, in words. */
export function TableFault({ error }: { error: unknown }) {
  const problem = error instanceof ProblemError && error.code === 'file_not_read' ? error.problem : undefined;
  if (!problem) return <ErrorNotice error={error} />;
  const { fault, values } = problem as unknown as { fault: string; values: Record<string, string | number> };
  const headings = String(values['headings'] ?? '')
    .split('\n')
    .join(', ');
  return (
    <div role="alert">
      <Notice tone="bad">
        <FormattedMessage
          id={`paperResults.file.${isKnown(fault) ? fault : 'other'}`}
          values={{ most: values['most'] ?? 0, headings }}
        />
      </Notice>
    </div>
  );
}
