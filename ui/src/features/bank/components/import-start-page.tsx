import type { Level, MadeBank } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useLocation, useParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Select } from '../../../components/select.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { handOver } from '../../../lib/hand-over.ts';
import { useText } from '../../../lib/localised.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { importForm } from '../api/exports.ts';
import { readFile, type FileToRead } from '../api/imports.ts';
import { bankQuery } from '../api/made-banks.ts';
import { LEVELS } from '../words.ts';
import { BackToBank } from './back-to-bank.tsx';
import classes from './bank.module.css';
import { FileFault } from './file-fault.tsx';
import { SendingProgress } from './import-progress.tsx';
import { RecentImports } from './recent-imports.tsx';

/** Where what is read goes, where the file says nothing of it. */
function Places({
  bank,
  topic,
  level,
  onTopic,
  onLevel,
}: {
  bank: MadeBank;
  topic: string;
  level: Level;
  onTopic: (topic: string) => void;
  onLevel: (level: Level) => void;
}) {
  const { formatMessage } = useIntl();
  const text = useText();
  return (
    <div className={classes.pair}>
      <Select
        label={formatMessage({ id: 'bank.topic' })}
        value={topic}
        options={bank.topics.map(({ code, title }) => ({ value: code, label: text(title) }))}
        onChange={onTopic}
      />
      <Select<Level>
        label={formatMessage({ id: 'bank.level' })}
        value={level}
        options={LEVELS.map((value) => ({ value, label: formatMessage({ id: `level.${value}` }) }))}
        onChange={onLevel}
      />
    </div>
  );
}

/** Sends a file and has it read; told is which share of it has left, until somebody stops it. */
function useReading(bank: string) {
  const [, navigate] = useLocation();
  const [sending, setSending] = useState({ share: 0, stop: () => {} });
  const { reset, ...reading } = useMutation({
    mutationFn: (wish: FileToRead) => {
      const stopping = new AbortController();
      const stop = () => {
        reset();
        stopping.abort();
      };
      setSending({ share: 0, stop });
      const onSent = (share: number) => setSending({ share, stop });
      return readFile(bank, wish, { onSent, signal: stopping.signal });
    },
    onSuccess: ({ id }) => navigate(`/banks/${bank}/imports/${id}`),
  });
  return { ...reading, sending };
}

/** What was copied from a page of text. */
function Paste({ isReading, onRead }: { isReading: boolean; onRead: (text: Blob, name: string) => void }) {
  const { formatMessage } = useIntl();
  const [pasted, setPasted] = useState('');
  const isEmpty = pasted.trim() === '';
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <TextArea
        label={formatMessage({ id: 'bank.import.paste' })}
        hint={<FormattedMessage id="bank.import.paste.hint" />}
        rows={8}
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
      />
      <div>
        <Button
          aria-disabled={isEmpty || isReading}
          onClick={() => onRead(new Blob([pasted]), formatMessage({ id: 'bank.import.pasted' }))}
        >
          <FormattedMessage id={isReading ? 'bank.import.reading' : 'bank.import.readPaste'} />
        </Button>
      </div>
    </section>
  );
}

/** An Excel workbook to write questions into, with the topics of the bank to choose from. */
function FormToFill({ bank }: { bank: string }) {
  const { formatMessage } = useIntl();
  const taking = useMutation({
    mutationFn: () => importForm(bank),
    onSuccess: (file) => handOver(file, `${formatMessage({ id: 'bank.import.form.name' })}.xlsx`),
  });
  return (
    <>
      <Button aria-disabled={taking.isPending} onClick={() => taking.mutate()}>
        <FormattedMessage id="bank.import.form" />
      </Button>
      {taking.isError && <ErrorNotice error={taking.error} />}
    </>
  );
}

function Form({ bank }: { bank: MadeBank }) {
  const { formatMessage } = useIntl();
  const [topic, setTopic] = useState(bank.topics[0]?.code ?? '');
  const [level, setLevel] = useState<Level>('recall');
  const [file, setFile] = useState<File>();
  const reading = useReading(bank.code);
  const read = (from: Blob, name: string) => reading.mutate({ file: from, name, topic, level });
  return (
    <div className={classes.form}>
      <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
        <h2 className={classes.legend}>
          <FormattedMessage id="bank.import.where" />
        </h2>
        <Places {...{ bank, topic, level }} onTopic={setTopic} onLevel={setLevel} />
      </section>
      <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
        <Field
          type="file"
          label={formatMessage({ id: 'bank.import.file' })}
          hint={<FormattedMessage id="bank.import.file.hint" />}
          onChange={(event) => setFile(event.currentTarget.files?.[0])}
        />
        <div className={classes.ways}>
          <Button
            look="main"
            aria-disabled={!file || reading.isPending}
            onClick={() => file && read(file, file.name)}
          >
            <FormattedMessage id={reading.isPending ? 'bank.import.reading' : 'bank.import.read'} />
          </Button>
          <FormToFill bank={bank.code} />
        </div>
      </section>
      {reading.isPending && <SendingProgress sent={reading.sending.share} onStop={reading.sending.stop} />}
      {reading.isError && <FileFault error={reading.error} />}
      <Paste isReading={reading.isPending} onRead={read} />
    </div>
  );
}

function Opened() {
  const { bank: code } = useParams<{ bank: string }>();
  const { formatMessage } = useIntl();
  const bank = useQuery(bankQuery(code));
  usePageTitle(formatMessage({ id: 'bank.import' }));
  if (bank.isError) return <ErrorView error={bank.error} onRetry={() => void bank.refetch()} />;
  if (!bank.data) return <Loading />;
  return (
    <div className={classes.page}>
      <PageHead kicker={<BackToBank bank={code} />} title={<FormattedMessage id="bank.import" />}>
        <p className={classes.soft}>
          <FormattedMessage id="bank.import.intro" />
        </p>
      </PageHead>
      {bank.data.topics.length > 0 ? <Form bank={bank.data} /> : <FormattedMessage id="bank.topics.none" />}
      <RecentImports bank={code} />
    </div>
  );
}

/** Where a file is read into a bank, or a text that was copied from one. */
export const ImportStartPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Opened />
  </LaterWords>
);
