import type { MadeBank, QuestionDraft } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation, useParams } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Select } from '../../../components/select.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useText } from '../../../lib/localised.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { useOutdating } from '../../../lib/use-outdating.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { TYPE_NAMES } from '../../../question-types/index.ts';
import { COUNCIL_LOOK_MS } from '../api/appraisals.ts';
import { bankQuery, issueQuestions, MADE_BANKS, makeQuestion } from '../api/made-banks.ts';
import { newQuestion } from '../new-question.ts';
import classes from './bank.module.css';
import { CouncilPanel } from './council-panel.tsx';
import { EditedBy } from './edited-by.tsx';
import { IssuedNotice } from './issued-notice.tsx';
import { OutlineDialog } from './outline-dialog.tsx';
import { QuestionList } from './question-list.tsx';
import { UnderWay } from './under-way.tsx';

/** Begins a question of some type, and goes to it. */
function Writing({ bank }: { bank: MadeBank }) {
  const { formatMessage } = useIntl();
  const [, navigate] = useLocation();
  const outdate = useOutdating();
  const text = useText();
  const [type, setType] = useState(TYPE_NAMES[0] ?? 'single-choice');
  const [topic, setTopic] = useState(bank.topics[0]?.code ?? '');
  const making = useMutation({
    mutationFn: (draft: QuestionDraft) => makeQuestion(bank.code, { draft }),
    onSuccess: ({ code }) => {
      outdate([...MADE_BANKS, bank.code, 'rows'], [...MADE_BANKS, bank.code, 'bank']);
      navigate(`/banks/${bank.code}/questions/${code}`);
    },
  });
  return (
    <div className={classes.pair}>
      <Select
        label={formatMessage({ id: 'bank.write.as' })}
        value={type}
        options={TYPE_NAMES.map((value) => ({ value, label: formatMessage({ id: `bank.type.${value}` }) }))}
        onChange={setType}
      />
      <Select
        label={formatMessage({ id: 'bank.topic' })}
        value={topic}
        options={bank.topics.map(({ code, title }) => ({ value: code, label: text(title) }))}
        onChange={setTopic}
      />
      <Button
        look="main"
        aria-disabled={making.isPending}
        onClick={() => making.mutate(newQuestion({ type, topic, level: 'recall' }))}
      >
        <FormattedMessage id="bank.write" />
      </Button>
      <ButtonLink to={`/banks/${bank.code}/imports`}>
        <FormattedMessage id="bank.import" />
      </ButtonLink>
      {making.isError && <ErrorNotice error={making.error} />}
    </div>
  );
}

/** Puts all into use that waits for it and that nothing stops. */
function Waiting({ bank: { code, waiting } }: { bank: MadeBank }) {
  const queryClient = useQueryClient();
  const issuing = useMutation({
    mutationFn: () => issueQuestions(code, { all: true }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: MADE_BANKS }),
  });
  return (
    <>
      {waiting.ready > 0 && (
        <div>
          <Button look="main" aria-disabled={issuing.isPending} onClick={() => issuing.mutate()}>
            <FormattedMessage id="bank.issue.ready" values={{ count: waiting.ready }} />
          </Button>
        </div>
      )}
      {waiting.faulty > 0 && (
        <p className={classes.soft}>
          <FormattedMessage id="bank.issue.waiting" values={{ faulty: waiting.faulty }} />
        </p>
      )}
      {issuing.data && <IssuedNotice issued={issuing.data} deed="issued" />}
      {issuing.isError && <ErrorNotice error={issuing.error} />}
    </>
  );
}

function Outline({ bank }: { bank: MadeBank }) {
  const text = useText();
  const [isEditing, setEditing] = useState(false);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="bank.topics" />
      </h2>
      {bank.topics.length === 0 && (
        <p>
          <FormattedMessage id="bank.topics.none" />
        </p>
      )}
      <ul className={classes.list}>
        {bank.topics.map(({ code, title, cells, state, minutes }) => (
          <li key={code}>
            <FormattedMessage
              id="bank.topic.count"
              values={{ title: text(title), count: cells.reduce((sum, { count }) => sum + count, 0) }}
            />
            {', '}
            <FormattedMessage id={`madeTopic.state.${state}`} values={{ minutes }} />{' '}
            <ButtonLink look="quiet" to={`/banks/${bank.code}/topics/${code}`}>
              <FormattedMessage id="madeTopic.write" values={{ title: text(title) }} />
            </ButtonLink>
          </li>
        ))}
      </ul>
      <div>
        <Button look={bank.topics.length === 0 ? 'main' : 'plain'} onClick={() => setEditing(true)}>
          <FormattedMessage id="bank.topics.edit" />
        </Button>
      </div>
      {isEditing && <OutlineDialog bank={bank} onClose={() => setEditing(false)} />}
    </section>
  );
}

function Opened() {
  const { bank: code } = useParams<{ bank: string }>();
  const text = useText();
  const bank = useQuery({
    ...bankQuery(code),
    refetchInterval: ({ state }) => (state.data?.council ? COUNCIL_LOOK_MS : false),
  });
  const title = bank.data ? text(bank.data.title) : '';
  usePageTitle(title);
  if (bank.isError) return <ErrorView error={bank.error} onRetry={() => void bank.refetch()} />;
  if (!bank.data) return <Loading />;
  const hasTopics = bank.data.topics.length > 0;
  return (
    <div className={classes.page}>
      <PageHead
        kicker={
          <Link to="/banks">
            <FormattedMessage id="bank.toList" />
          </Link>
        }
        title={title}
      >
        <EditedBy {...bank.data} />
      </PageHead>
      <Outline bank={bank.data} />
      {bank.data.reports > 0 && (
        <p className={classes.bad}>
          <FormattedMessage id="reports.inBank" values={{ count: bank.data.reports }} />
        </p>
      )}
      {hasTopics && <CouncilPanel bank={bank.data} />}
      {bank.data.council && <UnderWay bank={bank.data} />}
      {hasTopics && <Writing key={bank.data.edition} bank={bank.data} />}
      <Waiting bank={bank.data} />
      {hasTopics && <QuestionList bank={bank.data} />}
    </div>
  );
}

/** A bank that is made in the browser: its topics, its questions, and how they come into use. */
export const BankPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Opened />
  </LaterWords>
);
