import type { MadeBank, QuestionImport } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { confirmImport, importQuery, undoImport } from '../api/imports.ts';
import { bankQuery, MADE_BANKS } from '../api/made-banks.ts';
import { BackToBank } from './back-to-bank.tsx';
import classes from './bank.module.css';
import { FoundQuestions } from './found-questions.tsx';
import { ImportProgress } from './import-progress.tsx';
import { Remarks } from './remarks.tsx';
import { RepairedNotice } from './repaired-notice.tsx';

/** Decides what becomes of an import. */
function useDeciding(bank: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (decision: { without: string[] } | 'undo') =>
      decision === 'undo' ? undoImport(bank, id) : confirmImport(bank, id, decision),
    onSuccess: (read) => {
      queryClient.setQueryData(importQuery(bank, id).queryKey, read);
    },
  });
}
type Deciding = ReturnType<typeof useDeciding>;

/** What was found, before it is confirmed. */
function Open({ bank, read, deciding }: { bank: MadeBank; read: QuestionImport; deciding: Deciding }) {
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <div className={classes.ways}>
        <Button
          look="main"
          aria-disabled={deciding.isPending}
          onClick={() => deciding.mutate({ without: [...without] })}
        >
          <FormattedMessage id="bank.import.confirm" values={{ count: read.found - without.size }} />
        </Button>
        <DropButton deciding={deciding} />
      </div>
      {deciding.isError && <ErrorNotice error={deciding.error} />}
      <FoundQuestions {...{ bank, read, without }} onWithout={setWithout} />
    </>
  );
}

const DropButton = ({ deciding }: { deciding: Deciding }) => (
  <Button look="quiet" aria-disabled={deciding.isPending} onClick={() => deciding.mutate('undo')}>
    <FormattedMessage id="bank.import.drop" />
  </Button>
);

/** It is read, taken over or removed just now. */
function UnderWay({ read: { progress, state }, deciding }: { read: QuestionImport; deciding: Deciding }) {
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      {progress ? <ImportProgress progress={progress} /> : <Loading />}
      {state !== 'undoing' && (
        <div>
          <DropButton deciding={deciding} />
        </div>
      )}
      {deciding.isError && <ErrorNotice error={deciding.error} />}
    </section>
  );
}

/** What an import that is undone has left in the bank, and why. */
function Stayed({ bank, stayed: { total, questions } }: { bank: string; stayed: QuestionImport['stayed'] }) {
  if (total === 0) return null;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="bank.import.stayed" values={{ count: total }} />
      </h2>
      <ul className={classes.list}>
        {questions.map(({ code, stem, why }) => (
          <li key={code}>
            <Link to={`/banks/${bank}/questions/${code}`} className={classes.name}>
              {stem === '' ? <FormattedMessage id="bank.noStem" /> : stem}
            </Link>
            <p className={classes.soft}>
              {code} · <FormattedMessage id={`bank.import.stayed.${why}`} />
            </p>
          </li>
        ))}
      </ul>
      {total > questions.length && (
        <p className={classes.soft}>
          <FormattedMessage id="bank.import.stayed.more" values={{ count: total - questions.length }} />
        </p>
      )}
    </section>
  );
}

/** What became of it. */
function Decided({ bank, read, deciding }: { bank: string; read: QuestionImport; deciding: Deciding }) {
  return (
    <>
      <Notice tone={read.state === 'interrupted' ? 'bad' : 'good'} live>
        <FormattedMessage id={`bank.import.state.${read.state}`} />
      </Notice>
      <div className={classes.ways}>
        {read.state === 'interrupted' && (
          <ButtonLink look="main" to={`/banks/${bank}/imports`}>
            <FormattedMessage id="bank.import.again" />
          </ButtonLink>
        )}
        <ButtonLink look={read.state === 'interrupted' ? 'quiet' : 'main'} to={`/banks/${bank}`}>
          <FormattedMessage id="bank.toBank" />
        </ButtonLink>
        {read.state === 'confirmed' && read.untouched > 0 && (
          <Button look="quiet" aria-disabled={deciding.isPending} onClick={() => deciding.mutate('undo')}>
            <FormattedMessage id="bank.import.undo" values={{ count: read.untouched }} />
          </Button>
        )}
      </div>
      {deciding.isError && <ErrorNotice error={deciding.error} />}
      <Stayed bank={bank} stayed={read.stayed} />
    </>
  );
}

/** What there is to say of the file as a whole. */
const AboutFile = ({ read: { remarks, repairs, repaired } }: { read: QuestionImport }) => (
  <>
    {remarks.length > 0 && (
      <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
        <h2 className={classes.legend}>
          <FormattedMessage id="bank.import.remarks" />
        </h2>
        <Remarks remarks={remarks} />
      </section>
    )}
    <RepairedNotice repairs={repairs} repaired={repaired} />
  </>
);

/** Lets the pages of a bank be read again once an import has changed what is in it. */
function useTellBank(bank: string, state: QuestionImport['state']): void {
  const queryClient = useQueryClient();
  // The server carries it out, and comes to its end some time after it was asked to.
  useEffect(() => {
    for (const what of ['rows', 'bank', 'imports'])
      void queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, bank, what] });
  }, [queryClient, bank, state]);
}

function Read({ bank, read }: { bank: MadeBank; read: QuestionImport }) {
  const deciding = useDeciding(bank.code, read.id);
  const { state } = read;
  const isUnderWay = state === 'reading' || state === 'confirming' || state === 'undoing';
  useTellBank(bank.code, state);
  return (
    <div className={classes.page}>
      <PageHead
        kicker={<BackToBank bank={bank.code} />}
        title={<FormattedMessage id="bank.import.found" values={{ count: read.found }} />}
      >
        <p className={classes.soft}>{read.name}</p>
      </PageHead>
      {state === 'open' && <AboutFile read={read} />}
      {state === 'open' && <Open {...{ bank, read, deciding }} />}
      {isUnderWay && <UnderWay {...{ read, deciding }} />}
      {state !== 'open' && !isUnderWay && <Decided bank={bank.code} {...{ read, deciding }} />}
    </div>
  );
}

function Opened() {
  const { bank: code, id } = useParams<{ bank: string; id: string }>();
  const { formatMessage } = useIntl();
  const bank = useQuery(bankQuery(code));
  const read = useQuery(importQuery(code, id));
  usePageTitle(formatMessage({ id: 'bank.import' }));
  const failed = [bank, read].find(({ isError }) => isError);
  if (bank.data && read.data) return <Read bank={bank.data} read={read.data} />;
  if (failed) return <ErrorView error={failed.error} onRetry={() => void failed.refetch()} />;
  return <Loading />;
}

/** What a file brought: every question with what there is to say of it, before any of them is in the bank. */
export const ImportPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Opened />
  </LaterWords>
);
