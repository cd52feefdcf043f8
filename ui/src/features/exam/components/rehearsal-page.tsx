import type { Rehearsal } from '@chuyen-de/contracts';
import type { QuestionResponse, ShownQuestion } from '@chuyen-de/question-types';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useParams } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { LaterWords } from '../../../i18n/later-words.tsx';
import type { MessageId } from '../../../i18n/messages.ts';
import { loadRehearsalCatalogue } from '../../../i18n/rehearsal-catalogues.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { AskedQuestion } from '../../../question-types/asked-question.tsx';
import { faceOf } from '../../../question-types/index.ts';
import { askNow, keepRehearsal } from '../api/rehearsal.ts';
import { askServer, comesBack, keepsAnswers } from '../log/try-device.ts';
import classes from './exam-start-page.module.css';

/** Slower than that, pages take their time. */
const SLOW_MS = 1_500;
/** A clock that is off by less is called right. */
const CLOCK_OFF_SECONDS = 30;

type Dummy = ShownQuestion & { slot: number; stem: { vi: string; en: string } };

/** A paper that asks nothing, to try fingers and keys on. */
const PAPER: readonly Dummy[] = [
  {
    ...{ slot: 1, type: 'single-choice' },
    stem: { vi: 'Câu thử: chọn phương án B.', en: 'For trying: choose option B.' },
    options: ['A', 'B', 'C'].map((id) => ({
      id: id.toLowerCase(),
      text: { vi: `Phương án ${id}`, en: `Option ${id}` },
    })),
  },
  {
    ...{ slot: 2, type: 'short-answer' },
    stem: { vi: 'Câu thử: gõ hai chữ “thử máy”.', en: 'For trying: type the words “thử máy”.' },
  },
];

function DummyPaper() {
  const [responses, setResponses] = useState<Record<number, QuestionResponse>>({});
  return PAPER.map((question) => (
    <AskedQuestion
      key={question.slot}
      question={question}
      response={responses[question.slot] ?? faceOf(question.type).blank}
      onAnswer={(response) => setResponses((before) => ({ ...before, [question.slot]: response }))}
    />
  ));
}

/** How a device does: where something is amiss, what to do. */
function Findings({ rehearsal }: { rehearsal: Rehearsal }) {
  const { keeps, roundTripMs, clockAheadSeconds } = rehearsal;
  const isOff = Math.abs(clockAheadSeconds) > CLOCK_OFF_SECONDS;
  const found: { isGood: boolean; words: MessageId }[] = [
    { isGood: keeps, words: keeps ? 'rehearsal.keeps' : 'rehearsal.keepsNot' },
    {
      isGood: rehearsal.comesBack,
      words: rehearsal.comesBack ? 'rehearsal.comesBack' : 'rehearsal.comesBackNot',
    },
    { isGood: roundTripMs <= SLOW_MS, words: roundTripMs <= SLOW_MS ? 'rehearsal.fast' : 'rehearsal.slow' },
    { isGood: true, words: isOff ? 'rehearsal.clockOff' : 'rehearsal.clock' },
  ];
  return found.map(({ isGood, words }) => (
    <Notice key={words} tone={isGood ? 'good' : 'warn'}>
      <FormattedMessage
        id={words}
        values={{ ms: roundTripMs, minutes: Math.round(Math.abs(clockAheadSeconds) / 60) }}
      />
    </Notice>
  ));
}

/** Tries the device: what it keeps, whether it comes back, how fast the server answers. */
const useTrial = (code: string) =>
  useQuery({
    queryKey: ['rehearsal', code],
    queryFn: async (): Promise<Rehearsal> => ({
      keeps: await keepsAnswers(),
      ...(await askServer(() => askNow(code))),
      comesBack: comesBack(),
    }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

function Trial({ code }: { code: string }) {
  const { time } = useFormats();
  const trial = useTrial(code);
  const keep = useMutation({ mutationFn: (rehearsal: Rehearsal) => keepRehearsal(code, rehearsal) });
  const { data } = trial;
  return (
    <>
      <section className={classes.part} aria-live="polite">
        <h2>
          <FormattedMessage id="rehearsal.device" />
        </h2>
        {trial.isError && <ErrorNotice error={trial.error} />}
        {data ? <Findings rehearsal={data} /> : !trial.isError && <Loading />}
        <Button aria-disabled={trial.isFetching} onClick={() => void trial.refetch()}>
          <FormattedMessage id="rehearsal.again" />
        </Button>
      </section>
      <section className={classes.part}>
        <h2>
          <FormattedMessage id="rehearsal.paper" />
        </h2>
        <DummyPaper />
      </section>
      {keep.isError && <ErrorNotice error={keep.error} />}
      {keep.data ? (
        <Notice tone="good" live>
          <FormattedMessage
            id={keep.data.kept ? 'rehearsal.done' : 'rehearsal.doneForTrial'}
            values={{ at: time(keep.data.at) }}
          />
        </Notice>
      ) : (
        <Button look="main" aria-disabled={!data || keep.isPending} onClick={() => data && keep.mutate(data)}>
          <FormattedMessage id="rehearsal.finish" />
        </Button>
      )}
    </>
  );
}

function Rehearsing() {
  const { code } = useParams<{ code: string }>();
  const { formatMessage } = useIntl();
  usePageTitle(formatMessage({ id: 'rehearsal.title' }));
  return (
    <article className={`${card.card ?? ''} ${classes.page ?? ''}`}>
      <PageHead
        kicker={<FormattedMessage id="examStart.kicker" />}
        title={<FormattedMessage id="rehearsal.title" />}
      >
        <p className={classes.summary}>
          <FormattedMessage id="rehearsal.about" />
        </p>
      </PageHead>
      <Trial code={code} />
      <ButtonLink to={`/exams/${code}`}>
        <FormattedMessage id="result.backToExam" />
      </ButtonLink>
    </article>
  );
}

/** Where a device is tried before an exam, with a paper that counts nowhere. */
export const RehearsalPage = () => (
  <LaterWords of="rehearsal" load={loadRehearsalCatalogue}>
    <Rehearsing />
  </LaterWords>
);
