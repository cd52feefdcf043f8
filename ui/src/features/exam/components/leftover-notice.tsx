import type { ExamStart } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';
import { saveAnswers } from '../api/attempt.ts';
import { openDeviceLog } from '../log/device-log.ts';
import { replayLeftovers } from '../log/replay.ts';

/** Beyond this no exam takes late answers any more. */
const REPLAY_WITHIN_MS = 48 * 3_600_000;

const endedLately = (exam: ExamStart) =>
  exam.attempts
    .filter(({ closedAt }) => closedAt !== null)
    .filter(({ closedAt }) => Date.parse(exam.serverNow) - Date.parse(closedAt ?? '') < REPLAY_WITHIN_MS)
    .map(({ id }) => id);

/** Answers that an ended attempt left on this device are sent now; says what became of them. */
export function LeftoverNotice({ exam }: { exam: ExamStart }) {
  const attempts = endedLately(exam);
  const replay = useQuery({
    queryKey: ['leftovers', attempts],
    queryFn: async () =>
      replayLeftovers(await openDeviceLog(), attempts, (attempt, entries) =>
        saveAnswers(attempt, entries[0]?.device ?? '', entries),
      ),
    enabled: attempts.length > 0,
    staleTime: Infinity,
  });
  if (replay.data === undefined) return null;
  const { taken, refused } = replay.data;
  return (
    <>
      {taken > 0 && (
        <Notice tone="good" live>
          <FormattedMessage id="examStart.replayed" values={{ count: taken }} />
        </Notice>
      )}
      {refused > 0 && (
        <Notice tone="warn" live>
          <FormattedMessage id="examStart.replayRefused" values={{ count: refused }} />
        </Notice>
      )}
    </>
  );
}
