import { Suspense } from 'react';
import { FormattedMessage } from 'react-intl';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { CorrectionNote } from '../../../question-types/correction-note.tsx';
import { HintsTold } from '../../../question-types/hints-told.tsx';
import { faceOf } from '../../../question-types/index.ts';
import { verdictOf } from '../../../question-types/verdict.ts';
import type { CheckedItem } from '../log/sheet-state.ts';

/** What is told of a try that was not right and may be followed by another: how far it is right, and the hints so far. */
export default function TriedAnswer({ item }: { item: CheckedItem }) {
  const { fraction = 0, points, maximum = 1, rightParts, hints, corrected } = item;
  const { Parts } = faceOf(item.type);
  const verdict = verdictOf(fraction);
  return (
    <>
      <Notice tone={verdict === 'wrong' ? 'bad' : 'warn'} live>
        <p>
          <strong>
            <FormattedMessage id={`result.${verdict}`} />
          </strong>{' '}
          {points !== undefined && points > 0 && (
            <FormattedMessage id="takeExam.tries.asItIs" values={{ points, maximum }} />
          )}
        </p>
        {rightParts && Parts && (
          <Suspense fallback={<Loading />}>
            <Parts question={item} right={rightParts} />
          </Suspense>
        )}
        <HintsTold hints={hints} />
      </Notice>
      {corrected && <CorrectionNote corrected={corrected} />}
    </>
  );
}
