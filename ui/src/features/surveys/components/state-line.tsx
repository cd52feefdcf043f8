import type { SurveyList } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';

type Head = Pick<SurveyList['surveys'][number], 'state' | 'opensAt' | 'closesAt' | 'answers' | 'answered'>;

function State({ state, opensAt, closesAt }: Head) {
  const { dateTime } = useFormats();
  if (state === 'upcoming')
    return <FormattedMessage id="surveys.state.upcoming" values={{ at: dateTime(opensAt ?? 0) }} />;
  if (state === 'open' && closesAt !== null)
    return <FormattedMessage id="surveys.state.openUntil" values={{ at: dateTime(closesAt) }} />;
  return <FormattedMessage id={`surveys.state.${state}`} />;
}

/** How a survey stands: until when it is open, and what whoever looks may know of answers. */
export const StateLine = (head: Head) => (
  <>
    <State {...head} />
    {head.answered && (
      <>
        {' · '}
        <FormattedMessage id="surveys.answered" />
      </>
    )}
    {head.answers !== null && head.state !== 'draft' && (
      <>
        {' · '}
        <FormattedMessage id="surveys.answers" values={{ count: head.answers }} />
      </>
    )}
  </>
);
