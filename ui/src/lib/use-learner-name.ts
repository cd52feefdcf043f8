import { useIntl } from 'react-intl';

interface Learner {
  name: string | null;
  /** What stands for those who have no name. */
  number: string;
}

/** What a learner is called in lists: their name, or their number. */
export function useLearnerName() {
  const { formatMessage } = useIntl();
  return ({ name, number }: Learner): string => name ?? formatMessage({ id: 'class.unnamed' }, { number });
}
