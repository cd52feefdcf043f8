import type { FoundQuestion, Level, MadeBank, QuestionImport } from '@chuyen-de/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useParams } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Select } from '../../../components/select.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { confirmImport, foundQuery, importKey, importQuery, placeFound, undoImport } from '../api/imports.ts';
import { bankQuery, MADE_BANKS } from '../api/made-banks.ts';
import { LEVELS } from '../words.ts';
import { BackToBank } from './back-to-bank.tsx';
import classes from './bank.module.css';
import { FoundRow } from './found-row.tsx';
import { Remarks } from './remarks.tsx';
import { RepairedNotice } from './repaired-notice.tsx';

/** Says for all that was found where it goes. */
function PlaceAll({ bank, id }: { bank: MadeBank; id: string }) {
  const { formatMessage } = useIntl();
  const text = useText();
  const queryClient = useQueryClient();
  const [place, setPlace] = useState<{ topic: string; level: string }>({ topic: '', level: '' });
  const placing = useMutation({
    mutationFn: () =>
      placeFound(bank.code, id, {
        ...(place.topic !== '' && { topic: place.topic }),
        ...(place.level !== '' && { level: place.level as Level }),
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [...importKey(bank.code, id), 'found'] }),
  });
  const asItIs = formatMessage({ id: 'bank.import.asItIs' });
  const isEmpty = place.topic === '' && place.level === '';
  return (
    <div className={classes.pair}>
      <Select
        label={formatMessage({ id: 'bank.import.topicOfAll' })}
        value={place.topic}
        all={asItIs}
        options={bank.topics.map(({ code, title }) => ({ value: code, label: text(title) }))}
        onChange={(topic) => setPlace({ ...place, topic })}
      />
      <Select
        label={formatMessage({ id: 'bank.import.levelOfAll' })}
        value={place.level}
        all={asItIs}
        options={LEVELS.map((value) => ({ value, label: formatMessage({ id: `level.${value}` }) }))}
        onChange={(level) => setPlace({ ...place, level })}
      />
      <Button aria-disabled={isEmpty || placing.isPending} onClick={() => placing.mutate()}>
        <FormattedMessage id="bank.import.place" />
      </Button>
      {placing.isError && <ErrorNotice error={placing.error} />}
    </div>
  );
}

/** Decides what becomes of an import. */
function useDeciding(bank: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (decision: { without: string[] } | 'undo') =>
      decision === 'undo' ? undoImport(bank, id) : confirmImport(bank, id, decision),
    onSuccess: async (read) => {
      queryClient.setQueryData(importQuery(bank, id).queryKey, read);
      await queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, bank, 'rows'] });
      await queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, bank, 'bank'] });
    },
  });
}
type Deciding = ReturnType<typeof useDeciding>;

function Found({
  questions,
  without,
  onWithout,
}: {
  questions: readonly FoundQuestion[];
  without: ReadonlySet<string>;
  onWithout: (without: ReadonlySet<string>) => void;
}) {
  const choose = (code: string, on: boolean) => {
    const next = new Set(without);
    if (on) next.delete(code);
    else next.add(code);
    onWithout(next);
  };
  return (
    <ul className={classes.list}>
      {questions.map((found) => (
        <FoundRow
          key={found.question.code}
          found={found}
          taken={!without.has(found.question.code)}
          onTake={(on) => choose(found.question.code, on)}
        />
      ))}
    </ul>
  );
}

/** What was found, before it is confirmed. */
function Open({ bank, read, deciding }: { bank: MadeBank; read: QuestionImport; deciding: Deciding }) {
  const { id } = read;
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const found = useInfiniteQuery(foundQuery(bank.code, id));
  const questions = found.data?.pages.flatMap((page) => page.questions) ?? [];
  const decide = (decision: { without: string[] } | 'undo') => () => deciding.mutate(decision);
  return (
    <>
      <PlaceAll bank={bank} id={id} />
      <div className={classes.ways}>
        <Button look="main" aria-disabled={deciding.isPending} onClick={decide({ without: [...without] })}>
          <FormattedMessage id="bank.import.confirm" values={{ count: read.found - without.size }} />
        </Button>
        <Button look="quiet" aria-disabled={deciding.isPending} onClick={decide('undo')}>
          <FormattedMessage id="bank.import.drop" />
        </Button>
      </div>
      {deciding.isError && <ErrorNotice error={deciding.error} />}
      {found.isPending && <Loading />}
      {found.isError && <ErrorNotice error={found.error} />}
      <Found questions={questions} without={without} onWithout={setWithout} />
      {found.hasNextPage && (
        <div>
          <Button aria-disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            <FormattedMessage id="bank.more" />
          </Button>
        </div>
      )}
    </>
  );
}

/** What became of it. */
function Decided({ bank, read, deciding }: { bank: string; read: QuestionImport; deciding: Deciding }) {
  return (
    <>
      <Notice tone="good" live>
        <FormattedMessage id={`bank.import.state.${read.state}`} />
      </Notice>
      <div className={classes.ways}>
        <ButtonLink look="main" to={`/banks/${bank}`}>
          <FormattedMessage id="bank.toBank" />
        </ButtonLink>
        {read.state === 'confirmed' && read.untouched > 0 && (
          <Button look="quiet" aria-disabled={deciding.isPending} onClick={() => deciding.mutate('undo')}>
            <FormattedMessage id="bank.import.undo" values={{ count: read.untouched }} />
          </Button>
        )}
      </div>
      {deciding.isError && <ErrorNotice error={deciding.error} />}
    </>
  );
}

function Read({ bank, read }: { bank: MadeBank; read: QuestionImport }) {
  const deciding = useDeciding(bank.code, read.id);
  const { remarks, repairs, repaired } = read;
  return (
    <div className={classes.page}>
      <PageHead
        kicker={<BackToBank bank={bank.code} />}
        title={<FormattedMessage id="bank.import.found" values={{ count: read.found }} />}
      >
        <p className={classes.soft}>{read.name}</p>
      </PageHead>
      {remarks.length > 0 && (
        <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
          <h2 className={classes.legend}>
            <FormattedMessage id="bank.import.remarks" />
          </h2>
          <Remarks remarks={remarks} />
        </section>
      )}
      <RepairedNotice repairs={repairs} repaired={repaired} />
      {read.state === 'open' ? (
        <Open {...{ bank, read, deciding }} />
      ) : (
        <Decided bank={bank.code} {...{ read, deciding }} />
      )}
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
