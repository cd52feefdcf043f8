import { useIntl } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';

/** Figures in the reader's way of writing them; what is withheld is said to be. */
export function useFigures(): (value: number | null) => string {
  const { number } = useFormats();
  const { formatMessage } = useIntl();
  return (value) => (value === null ? formatMessage({ id: 'records.withheld' }) : number(value));
}
