import type { MadeBank } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useParams } from 'wouter';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { FileRow } from '../../../components/file-row.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Select } from '../../../components/select.tsx';
import { fileOf, type FileForm } from '../../../documents/files.ts';
import { rememberedHeading, rememberHeading, TOPS, type Heading } from '../../../documents/heading.ts';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import type { MessageId } from '../../../i18n/messages.ts';
import { partialDate, useFormats } from '../../../lib/formats.ts';
import { handOver } from '../../../lib/hand-over.ts';
import { useText } from '../../../lib/localised.ts';
import { schoolDay } from '../../../lib/school-time.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { readDecided } from '../api/appraisals.ts';
import { bankQuery } from '../api/made-banks.ts';
import { appraisalMinutes, type MinutesWords } from '../documents/appraisal-minutes.ts';
import { BackToBank } from './back-to-bank.tsx';
import classes from './bank.module.css';

const FORMS = ['word', 'pdf'] as const;
const LINES = ['authority', 'school', 'place'] as const;

function useMinutesWords(): MinutesWords {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  return {
    dateTime,
    level: (level) => formatMessage({ id: `level.${level}` }),
    tell: (id, values) => formatMessage({ id: `minutes.tell.${id}` as MessageId }, values),
  };
}

interface Days {
  from: string;
  to: string;
}

/** Makes the minutes of what was decided in some days, and hands them over. */
function useMaking(bank: MadeBank, heading: Heading, days: Days) {
  const text = useText();
  const words = useMinutesWords();
  return useMutation({
    mutationFn: async (form: FileForm) => {
      const { appraisals, more, serverNow } = await readDecided(bank.code, days);
      // Minutes that leave some out would be signed as if they had all.
      if (more) return { isTooLong: true, most: appraisals.length } as const;
      rememberHeading(heading);
      const period = { from: partialDate(days.from), to: partialDate(days.to) };
      const about = { bank: { code: bank.code, title: text(bank.title) }, heading, period, serverNow, words };
      const name = `bien-ban-tham-dinh-${bank.code}`;
      const made = await fileOf([{ name, printed: appraisalMinutes(about, appraisals) }], {
        form,
        folder: bank.code,
      });
      handOver(made.file, made.name);
      return { isTooLong: false, name: made.name } as const;
    },
  });
}

function HeadingFields({ heading, onHeading }: { heading: Heading; onHeading: (heading: Heading) => void }) {
  const { formatMessage } = useIntl();
  return (
    <div className={classes.pair}>
      <Select
        label={formatMessage({ id: 'minutes.heading.top' })}
        value={heading.top}
        options={TOPS.map((value) => ({
          value,
          label: formatMessage({ id: `minutes.heading.top.${value}` }),
        }))}
        onChange={(top) => onHeading({ ...heading, top })}
      />
      {LINES.map((line) => (
        <Field
          key={line}
          maxLength={200}
          autoComplete="off"
          label={formatMessage({ id: `minutes.heading.${line}` })}
          value={heading[line]}
          onChange={(event) => onHeading({ ...heading, [line]: event.target.value })}
        />
      ))}
    </div>
  );
}

const WEEKS_MS = 30 * 24 * 3_600_000;

function Making({ bank }: { bank: MadeBank }) {
  const { formatMessage } = useIntl();
  const [heading, setHeading] = useState(rememberedHeading);
  const [days, setDays] = useState<Days>(() => ({
    from: schoolDay(Date.now() - WEEKS_MS),
    to: schoolDay(Date.now()),
  }));
  const making = useMaking(bank, heading, days);
  return (
    <section className={`${card.card ?? ''} ${classes.form ?? ''}`}>
      <HeadingFields heading={heading} onHeading={setHeading} />
      <div className={classes.pair}>
        {(['from', 'to'] as const).map((name) => (
          <Field
            key={name}
            type="date"
            label={formatMessage({ id: `minutes.${name}` })}
            value={days[name]}
            onChange={(event) => setDays({ ...days, [name]: event.target.value })}
          />
        ))}
      </div>
      <FileRow
        title={formatMessage({ id: 'appraisal.minutes' })}
        forms={FORMS}
        isMain
        isIdle={!making.isPending && days.from !== '' && days.to !== ''}
        onMake={(form) => making.mutate(form)}
      />
      <p role="status">
        {making.data?.isTooLong === false && (
          <FormattedMessage id="minutes.made" values={{ name: making.data.name }} />
        )}
        {making.data?.isTooLong === true && (
          <FormattedMessage id="minutes.tooLong" values={{ most: making.data.most }} />
        )}
      </p>
      {making.isError && <ErrorNotice error={making.error} />}
    </section>
  );
}

function Opened() {
  const { bank: code } = useParams<{ bank: string }>();
  const { formatMessage } = useIntl();
  const text = useText();
  const bank = useQuery(bankQuery(code));
  usePageTitle(formatMessage({ id: 'appraisal.minutes' }));
  if (bank.isError) return <ErrorView error={bank.error} onRetry={() => void bank.refetch()} />;
  if (!bank.data) return <Loading />;
  return (
    <div className={classes.page}>
      <PageHead kicker={<BackToBank bank={code} />} title={<FormattedMessage id="appraisal.minutes" />}>
        <p className={classes.soft}>{text(bank.data.title)}</p>
        <p className={classes.soft}>
          <FormattedMessage id="minutes.intro" />
        </p>
      </PageHead>
      <Making bank={bank.data} />
    </div>
  );
}

/** Where the minutes of appraisals are made. */
export const MinutesPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Opened />
  </LaterWords>
);
