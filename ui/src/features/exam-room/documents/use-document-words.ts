import { bandOf } from '@chuyen-de/contracts/bands';
import { useIntl } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import type { DocumentWords } from './exam-document.ts';

/** The words of printed documents, in the reader's language. */
export function useDocumentWords(): DocumentWords {
  const { formatMessage } = useIntl();
  const { mark, percent, dateTime } = useFormats();
  const text = useText();
  const nameOf = useLearnerName();
  return {
    text,
    mark,
    percent,
    dateTime,
    nameOf,
    band: (score) => formatMessage({ id: `app.band.${bandOf(score)}` }),
    tell: (id, values) => formatMessage({ id: `documents.tell.${id}` }, values),
  };
}
