import type { Appraisal, CastVote } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { QuestionReview } from '../../../question-types/question-review.tsx';
import { Rationale } from '../../../question-types/rationale.tsx';
import { addComment, castVote, settleKey } from '../api/appraisals.ts';
import { useActing } from '../use-acting.ts';
import classes from './bank.module.css';
import { SignedVotes } from './signed-votes.tsx';

type Told = NonNullable<Appraisal['told']>;

/** A question whole: key, explanation, source, and how a member answered it. */
function Whole({ appraisal: { asked, mine, hash }, told }: { appraisal: Appraisal; told: Told }) {
  const { reviewed, explanation, source } = told;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <Localised text={asked.stem} />
      </h2>
      <QuestionReview question={reviewed} />
      {mine.agrees !== null && (
        <Notice tone={mine.agrees ? 'good' : 'warn'}>
          <FormattedMessage id={mine.agrees ? 'appraisal.agrees' : 'appraisal.disagrees'} />
        </Notice>
      )}
      {explanation && <Rationale explanation={explanation} />}
      {source !== null && (
        <p>
          <strong>
            <FormattedMessage id="bank.source" />:
          </strong>{' '}
          {source}
        </p>
      )}
      {hash !== null && (
        <p className={classes.soft}>
          <FormattedMessage id="appraisal.hash" values={{ hash: hash.slice(0, 16) }} />
        </p>
      )}
    </section>
  );
}

/** What was answered without the key, and signed. */
function Said({ told: { checks, votes } }: { told: Told }) {
  const { dateTime } = useFormats();
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="appraisal.said" />
      </h2>
      {checks.length + votes.length === 0 && (
        <p className={classes.soft}>
          <FormattedMessage id="appraisal.said.none" />
        </p>
      )}
      <ul className={classes.list}>
        {checks.map(({ by, at, agrees, settled }) => (
          <li key={`check ${at}`} className={agrees || settled ? undefined : classes.bad}>
            <FormattedMessage
              id={agrees ? 'appraisal.said.agrees' : 'appraisal.said.disagrees'}
              values={{ name: by ?? '–', at: dateTime(at) }}
            />
            {settled && (
              <>
                {' '}
                <FormattedMessage id="appraisal.said.settled" values={{ note: settled.note }} />
              </>
            )}
          </li>
        ))}
        <SignedVotes votes={votes} />
      </ul>
    </section>
  );
}

/** Where a member signs, or wants it changed, or takes that back. */
function Voting({ appraisal }: { appraisal: Appraisal }) {
  const { formatMessage } = useIntl();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { id, hash, can, mine } = appraisal;
  const acting = useActing(id);
  const vote = (cast: CastVote['vote']) => {
    const isBare = cast?.verdict === 'return' && cast.note === '';
    setMissing(isBare);
    if (!isBare && !acting.isPending) acting.mutate(() => castVote(id, cast));
  };
  if (!can.vote || hash === null) return null;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="appraisal.vote" />
      </h2>
      {mine.verdict !== null && (
        <p role="status">
          <FormattedMessage id={`appraisal.voted.${mine.verdict}`} />
        </p>
      )}
      <TextArea
        label={formatMessage({ id: 'appraisal.note' })}
        hint={formatMessage({ id: 'appraisal.note.hint' })}
        rows={2}
        maxLength={2_000}
        value={note}
        fault={isMissing && formatMessage({ id: 'appraisal.note.missing' })}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className={classes.ways}>
        <Button look="main" onClick={() => vote({ verdict: 'approve', hash, note: note.trim() })}>
          <FormattedMessage id="appraisal.approve" />
        </Button>
        <Button onClick={() => vote({ verdict: 'return', hash, note: note.trim() })}>
          <FormattedMessage id="appraisal.return" />
        </Button>
        {can.takeBack && (
          <Button look="quiet" onClick={() => vote(null)}>
            <FormattedMessage id="appraisal.takeBack" />
          </Button>
        )}
      </div>
      {acting.isError && <ErrorNotice error={acting.error} />}
    </section>
  );
}

/** A text that is sent, and then the field is empty again. */
function Saying({
  id,
  label,
  deed,
  least,
  act,
}: {
  id: string;
  label: 'appraisal.settle.note' | 'appraisal.comment';
  deed: 'appraisal.settle' | 'appraisal.comment.add';
  least: number;
  act: (id: string, text: string) => Promise<Appraisal>;
}) {
  const { formatMessage } = useIntl();
  const [text, setText] = useState('');
  const acting = useActing(id);
  const isReady = text.trim().length >= least && !acting.isPending;
  return (
    <form
      noValidate
      className={classes.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) acting.mutate(() => act(id, text.trim()), { onSuccess: () => setText('') });
      }}
    >
      <TextArea
        label={formatMessage({ id: label })}
        rows={2}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div>
        <Button type="submit" aria-disabled={!isReady}>
          <FormattedMessage id={deed} />
        </Button>
      </div>
      {acting.isError && <ErrorNotice error={acting.error} />}
    </form>
  );
}

function Comments({ appraisal: { id, can }, told }: { appraisal: Appraisal; told: Told }) {
  const { dateTime } = useFormats();
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="appraisal.comments" />
      </h2>
      <ul className={classes.list}>
        {told.comments.map(({ by, at, text }) => (
          <li key={at}>
            <p className={classes.soft}>
              {by ?? '–'}, {dateTime(at)}
            </p>
            <p>{text}</p>
          </li>
        ))}
      </ul>
      {can.comment && (
        <Saying id={id} label="appraisal.comment" deed="appraisal.comment.add" least={1} act={addComment} />
      )}
    </section>
  );
}

/** All of an appraisal, for those who may see it: whoever has answered, and whoever edits the bank. */
export const AppraisalTold = ({ appraisal, told }: { appraisal: Appraisal; told: Told }) => (
  <>
    <Whole appraisal={appraisal} told={told} />
    {appraisal.can.settle && (
      <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
        <p>
          <FormattedMessage id="appraisal.settle.intro" />
        </p>
        <Saying
          id={appraisal.id}
          label="appraisal.settle.note"
          deed="appraisal.settle"
          least={3}
          act={settleKey}
        />
      </section>
    )}
    <Voting appraisal={appraisal} />
    <Said told={told} />
    <Comments appraisal={appraisal} told={told} />
  </>
);
