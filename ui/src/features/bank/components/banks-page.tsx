import type { MadeBanks, MakeBank, OwnerKind } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useCan } from '../../../lib/use-can.ts';
import { useText } from '../../../lib/localised.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { banksQuery, MADE_BANKS, makeBank } from '../api/made-banks.ts';
import classes from './bank.module.css';
import { EditedBy } from './edited-by.tsx';

/** Asks for the name of a new bank, makes it and goes to it. */
function MakingDialog({ owner, onClose }: { owner: OwnerKind; onClose: () => void }) {
  const { formatMessage } = useIntl();
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const [title, setTitle] = useState('');
  const making = useMutation({
    mutationFn: (wish: MakeBank) => makeBank(wish),
    onSuccess: async ({ code }) => {
      await queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, 'list'] });
      navigate(`/banks/${code}`);
    },
  });
  return (
    <TitledDialog title={<FormattedMessage id="bank.new" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="bank.new" />}
        pending={making.isPending || title.trim() === ''}
        onSubmit={async (event) => {
          event.preventDefault();
          if (title.trim() !== '' && !making.isPending)
            await making.mutateAsync({ owner, title: title.trim() }).catch(() => undefined);
        }}
        onCancel={onClose}
        fault={making.isError && <ErrorNotice error={making.error} />}
      >
        <Field
          label={formatMessage({ id: 'bank.name' })}
          autoComplete="off"
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </DialogForm>
    </TitledDialog>
  );
}

function BankRow({ bank }: { bank: MadeBanks['banks'][number] }) {
  const text = useText();
  const { code, title, owner, topics, questions } = bank;
  return (
    <li className={card.card}>
      <Link to={`/banks/${code}`} className={classes.name}>
        {text(title)}
      </Link>
      <p className={classes.soft}>
        <FormattedMessage id="bank.about" values={{ code, topics, questions }} /> ·{' '}
        <FormattedMessage id={`bank.owner.${owner}`} />
      </p>
      <EditedBy {...bank} />
    </li>
  );
}

function List({ list: { banks, owners } }: { list: MadeBanks }) {
  const { makeExams } = useCan();
  const [making, setMaking] = useState<OwnerKind>();
  return (
    <>
      <div className={classes.ways}>
        {owners.map((owner, index) => (
          <Button key={owner} look={index === 0 ? 'main' : 'plain'} onClick={() => setMaking(owner)}>
            <FormattedMessage id={owners.length === 1 ? 'bank.new' : `bank.new.${owner}`} />
          </Button>
        ))}
        <ButtonLink to="/sources">
          <FormattedMessage id="sources.title" />
        </ButtonLink>
        <ButtonLink to="/question-reports">
          <FormattedMessage id="reports.title" />
        </ButtonLink>
        {makeExams && (
          <ButtonLink to="/made-exams">
            <FormattedMessage id="class.tab.exams" />
          </ButtonLink>
        )}
      </div>
      {banks.length === 0 && (
        <p>
          <FormattedMessage id="bank.none" />
        </p>
      )}
      <ul className={classes.list}>
        {banks.map((bank) => (
          <BankRow key={bank.code} bank={bank} />
        ))}
      </ul>
      {making && <MakingDialog owner={making} onClose={() => setMaking(undefined)} />}
    </>
  );
}

function Page() {
  const { formatMessage } = useIntl();
  const list = useQuery(banksQuery);
  usePageTitle(formatMessage({ id: 'bank.title' }));
  if (list.isError) return <ErrorView error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <article className={classes.page}>
      <PageTitle>
        <FormattedMessage id="bank.title" />
      </PageTitle>
      <p className={classes.soft}>
        <FormattedMessage id="bank.intro" />
      </p>
      {list.data ? <List list={list.data} /> : <Loading />}
    </article>
  );
}

/** The banks that somebody has made or may change here, and where to begin a new one. */
export const BanksPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Page />
  </LaterWords>
);
