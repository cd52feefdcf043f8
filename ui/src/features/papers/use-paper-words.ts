import { useIntl } from 'react-intl';
import { useFormats } from '../../lib/formats.ts';
import { useText } from '../../lib/localised.ts';
import type { PaperWords } from './paper-documents.ts';

/** The words of printed papers, in the reader's language. */
export function usePaperWords(): PaperWords {
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const text = useText();
  return {
    text,
    number,
    say: (id, values) => formatMessage({ id: `papers.print.${id}` }, values),
    tell: (id, values) => formatMessage({ id: `papers.tell.${id}` }, values),
  };
}
