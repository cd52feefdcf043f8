import type { QuestionImport } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';

/** How much of a file was written in letters of another kind, and the first of it. */
export const RepairedNotice = ({ repairs, repaired }: Pick<QuestionImport, 'repairs' | 'repaired'>) =>
  repaired > 0 && (
    <Notice>
      <FormattedMessage
        id="bank.import.repaired"
        values={{ count: repaired, before: repairs[0]?.before ?? '', after: repairs[0]?.after ?? '' }}
      />
    </Notice>
  );
