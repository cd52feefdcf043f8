import { useIntl } from 'react-intl';

/** A name, or what stands in for it where the LMS shares none. */
export function useNameOf() {
  const { formatMessage } = useIntl();
  return ({ name }: { name: string | null }) => name ?? formatMessage({ id: 'records.roles.unnamed' });
}
