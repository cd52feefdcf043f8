import type { BankQuality } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams } from 'wouter';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { letterAt } from '../../../question-types/choices/option-rows.tsx';
import { bankQuery, qualityQuery } from '../api/made-banks.ts';
import { BackToBank } from './back-to-bank.tsx';
import classes from './bank.module.css';

type Named = BankQuality['alike'][number]['questions'][number];

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>{title}</h2>
      {children}
    </section>
  );
}

function QuestionLink({ bank, question: { code, stem } }: { bank: string; question: Named }) {
  return (
    <>
      <Link to={`/banks/${bank}/questions/${code}`} className={classes.name}>
        {stem === '' ? code : stem}
      </Link>{' '}
      <span className={`${classes.soft ?? ''} ${classes.code ?? ''}`}>{code}</span>
    </>
  );
}

function Remark({ bank, remark }: { bank: string; remark: BankQuality['remarks'][number] }) {
  const { formatMessage } = useIntl();
  const { code, count, named } = remark;
  const name = formatMessage({ id: `bank.quality.remark.${code}` });
  return (
    <Part title={<FormattedMessage id="bank.quality.count" values={{ name, count }} />}>
      <ul className={classes.list}>
        {named.map((question) => (
          <li key={question.code}>
            <QuestionLink bank={bank} question={question} />
          </li>
        ))}
      </ul>
      {named.length < count && (
        <p className={classes.soft}>
          <FormattedMessage id="bank.quality.first" values={{ count: named.length }} />
        </p>
      )}
    </Part>
  );
}

function KeyPlaces({ quality: { keyPlaces, crowded } }: { quality: BankQuality }) {
  const { number } = useFormats();
  if (crowded.length === 0) return null;
  return (
    <Part title={<FormattedMessage id="bank.quality.places" />}>
      <p>
        <FormattedMessage id="bank.quality.crowded" values={{ places: crowded.map(letterAt).join(', ') }} />
      </p>
      <table className={classes.figures}>
        <thead>
          <tr>
            {(['place', 'place.count', 'place.expected'] as const).map((column) => (
              <th key={column} scope="col">
                <FormattedMessage id={`bank.quality.${column}`} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyPlaces.map(({ count, expected }, place) => (
            <tr key={letterAt(place)}>
              <th scope="row">{letterAt(place)}</th>
              <td>{number(count)}</td>
              <td>{number(expected)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.soft}>
        <FormattedMessage id="bank.quality.places.what" />
      </p>
    </Part>
  );
}

function ToldCounts({ told }: { told: BankQuality['toldCounts'] }) {
  if (told.length === 0) return null;
  return (
    <Part title={<FormattedMessage id="bank.quality.told" />}>
      {told.map((each) => (
        <p key={each.options}>
          <FormattedMessage id="bank.quality.told.what" values={each} />
        </p>
      ))}
    </Part>
  );
}

function Alike({ bank, alike }: { bank: string; alike: BankQuality['alike'] }) {
  const { percent } = useFormats();
  if (alike.length === 0) return null;
  return (
    <Part title={<FormattedMessage id="bank.quality.alike" />}>
      <ul className={classes.list}>
        {alike.map(({ questions, share }) => (
          <li key={questions.map(({ code }) => code).join()}>
            {questions.map((question) => (
              <p key={question.code}>
                <QuestionLink bank={bank} question={question} />
              </p>
            ))}
            <p className={classes.soft}>
              <FormattedMessage id="bank.quality.alike.share" values={{ share: percent(share) }} />
            </p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Leaks({ bank, leaks }: { bank: string; leaks: BankQuality['leaks'] }) {
  if (leaks.length === 0) return null;
  return (
    <Part title={<FormattedMessage id="bank.quality.leaks" />}>
      <p className={classes.soft}>
        <FormattedMessage id="bank.quality.leaks.what" />
      </p>
      <ul className={classes.list}>
        {leaks.map(({ of, by, answer }) => (
          <li key={`${of.code} ${by.code} ${answer}`}>
            <p>
              <QuestionLink bank={bank} question={of} />
            </p>
            <p className={classes.soft}>
              <FormattedMessage id="bank.quality.leaks.by" values={{ answer }} />
            </p>
            <p>
              <QuestionLink bank={bank} question={by} />
            </p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Found({ bank, quality }: { bank: string; quality: BankQuality }) {
  const { remarks, crowded, toldCounts, leaks, alike, questions, more } = quality;
  const isClean = [remarks, crowded, toldCounts, leaks, alike].every((found) => found.length === 0);
  return (
    <>
      <p className={classes.soft}>
        <FormattedMessage id="bank.quality.intro" values={{ count: questions }} />{' '}
        {more && <FormattedMessage id="bank.quality.more" />}
      </p>
      {isClean && (
        <p role="status">
          <FormattedMessage id="bank.quality.none" />
        </p>
      )}
      {remarks.map((remark) => (
        <Remark key={remark.code} bank={bank} remark={remark} />
      ))}
      <Alike bank={bank} alike={alike} />
      <Leaks bank={bank} leaks={leaks} />
      <KeyPlaces quality={quality} />
      <ToldCounts told={toldCounts} />
    </>
  );
}

function Opened() {
  const { bank: code } = useParams<{ bank: string }>();
  const { formatMessage } = useIntl();
  const text = useText();
  const bank = useQuery(bankQuery(code));
  const quality = useQuery(qualityQuery(code));
  const title = formatMessage({ id: 'bank.quality.of' }, { title: bank.data ? text(bank.data.title) : '' });
  usePageTitle(title);
  if (quality.isError) return <ErrorView error={quality.error} onRetry={() => void quality.refetch()} />;
  return (
    <div className={classes.page}>
      <PageHead kicker={<BackToBank bank={code} />} title={title} />
      {quality.data ? <Found bank={code} quality={quality.data} /> : <Loading />}
    </div>
  );
}

/** What is to be looked at in a bank: remarks on questions, habits of keys, near-duplicates. */
export const QualityPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Opened />
  </LaterWords>
);
