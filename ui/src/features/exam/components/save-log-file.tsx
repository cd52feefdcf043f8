import type { LearnerAttempt } from '@chuyen-de/contracts';
import { useEffect, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { handOver } from '../../../lib/hand-over.ts';
import type { OpenSheet } from './use-answer-sheet.ts';

interface Props {
  attempt: LearnerAttempt;
  logFile: OpenSheet['logFile'];
  /** End of the attempt, in milliseconds of the server's clock. */
  dueAt: number;
}

const nameOf = ({ exam, id }: LearnerAttempt): string => `bai-lam-${exam.code}-${id.slice(0, 8)}.json`;

/** The last resort of a device without network: its answers as a file that somebody carries. */
export function SaveLogFile({ attempt, logFile, dueAt }: Props) {
  const { dateTime } = useFormats();
  const [saved, setSaved] = useState<'saved' | 'nothing' | 'failed'>();
  if (logFile === undefined) return null;
  const name = nameOf(attempt);
  const save = async () => {
    try {
      const file = await logFile();
      if (file) handOver(file, name);
      setSaved(file ? 'saved' : 'nothing');
    } catch {
      setSaved('failed');
    }
  };
  return (
    <>
      <p>
        <FormattedMessage
          id="takeExam.file.about"
          values={{ lastAt: dateTime(dueAt + attempt.outageMinutes * 60_000) }}
        />
      </p>
      <Button onClick={() => void save()}>
        <FormattedMessage id="takeExam.file.save" />
      </Button>
      {saved && (
        <Notice tone={saved === 'failed' ? 'warn' : 'good'} live>
          <FormattedMessage id={`takeExam.file.${saved}`} values={{ name }} />
        </Notice>
      )}
    </>
  );
}

/** Before that, a network that fails mostly comes back by itself. */
const LONG_MS = 120_000;

/** The same, once nothing could be saved for long. */
export function SaveLogFileLater({ isWaiting, ...props }: Props & { isWaiting: boolean }) {
  const [isLong, setLong] = useState(false);
  // Time passes without anything that would show this anew.
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLong ? <SaveLogFile {...props} /> : null;
}
