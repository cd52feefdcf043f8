import type { Appraisal } from '@chuyen-de/contracts';
import { isBlank } from '@chuyen-de/question-types/responses';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link, useParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useText } from '../../../lib/localised.ts';
import { useCan } from '../../../lib/use-can.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { AskedQuestion } from '../../../question-types/asked-question.tsx';
import { faceOf } from '../../../question-types/index.ts';
import { appraisalQuery, checkKey, withdrawAppraisal } from '../api/appraisals.ts';
import { useActing } from '../use-acting.ts';
import { AppraisalCourse, AppraisalState } from './appraisal-state.tsx';
import { AppraisalTold } from './appraisal-told.tsx';
import classes from './bank.module.css';

/** The question as learners see it, to be answered before the key is told. */
function BlindCheck({ appraisal }: { appraisal: Appraisal }) {
  const { id, asked, can, answerFirst } = appraisal;
  const [response, setResponse] = useState(faceOf(asked.type).blank);
  const [isMissing, setMissing] = useState(false);
  const acting = useActing(id);
  const send = () => {
    const isUnanswered = isBlank(response);
    setMissing(isUnanswered);
    if (!isUnanswered && !acting.isPending) acting.mutate(() => checkKey(id, { response }));
  };
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <AskedQuestion question={asked} response={response} onAnswer={setResponse} />
      {isMissing && isBlank(response) && (
        <p role="alert" className={classes.bad}>
          <FormattedMessage id="appraisal.check.missing" />
        </p>
      )}
      {can.check && (
        <>
          <p className={classes.soft}>
            <FormattedMessage id="appraisal.check.intro" />
          </p>
          <div>
            <Button look="main" aria-disabled={acting.isPending} onClick={send}>
              <FormattedMessage id="appraisal.check" />
            </Button>
          </div>
        </>
      )}
      {answerFirst !== null && answerFirst !== id && (
        <Notice>
          <Link to={`/appraisals/${answerFirst}`}>
            <FormattedMessage id="appraisal.answerFirst" />
          </Link>
        </Notice>
      )}
      {acting.isError && <ErrorNotice error={acting.error} />}
    </section>
  );
}

/** Takes it back, whoever it waits for. */
function Withdrawing({ id }: { id: string }) {
  const acting = useActing(id);
  return (
    <>
      <div>
        <Button aria-disabled={acting.isPending} onClick={() => acting.mutate(() => withdrawAppraisal(id))}>
          <FormattedMessage id="appraisal.withdraw" />
        </Button>
      </div>
      {acting.isError && <ErrorNotice error={acting.error} />}
    </>
  );
}

/** How far it has come. It takes the focus where the button that was pressed went away with what it did. */
function Course({ appraisal }: { appraisal: Appraisal }) {
  const place = useRef<HTMLParagraphElement>(null);
  const shown = useRef(appraisal);
  useLayoutEffect(() => {
    if (shown.current === appraisal) return;
    shown.current = appraisal;
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [appraisal]);
  return (
    <p role="status" tabIndex={-1} ref={place}>
      <AppraisalState appraisal={appraisal} />
    </p>
  );
}

function Opened() {
  const { id } = useParams<{ id: string }>();
  const text = useText();
  const { appraise } = useCan();
  const appraisal = useQuery(appraisalQuery(id));
  usePageTitle(appraisal.data ? text(appraisal.data.asked.stem) : '');
  if (appraisal.isError)
    return <ErrorView error={appraisal.error} onRetry={() => void appraisal.refetch()} />;
  if (!appraisal.data) return <Loading />;
  const { data } = appraisal;
  return (
    <div className={classes.page}>
      <PageHead
        kicker={
          <Link to={appraise ? '/appraisals' : `/banks/${data.bank}`}>
            <FormattedMessage id={appraise ? 'appraisal.queue' : 'bank.toBank'} />
          </Link>
        }
        title={<FormattedMessage id="appraisal.title" values={{ code: data.question }} />}
      >
        <p className={classes.soft}>
          {text(data.bankTitle)} · {data.topic} · <FormattedMessage id={`level.${data.level}`} />
        </p>
        <Course appraisal={data} />
        <AppraisalCourse appraisal={data} />
        {data.can.withdraw && <Withdrawing id={data.id} />}
      </PageHead>
      {data.told ? (
        <AppraisalTold appraisal={data} told={data.told} />
      ) : (
        <BlindCheck key={data.id} appraisal={data} />
      )}
    </div>
  );
}

/** A question before its council: answered without the key first, then looked at whole, signed or returned. */
export const AppraisalPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Opened />
  </LaterWords>
);
