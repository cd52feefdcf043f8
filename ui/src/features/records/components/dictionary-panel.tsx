import type { DataDictionary } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { Loading } from '../../../components/loading.tsx';
import { useLocale } from '../../../lib/localised.ts';
import { dictionaryQuery } from '../api/records.ts';
import classes from './dictionary.module.css';
import { RecordsFault } from './records-fault.tsx';

type Locale = 'vi' | 'en';

interface Line {
  term: string;
  kind?: string;
  meaning: string;
}

function Section({ title, lines, code = true }: { title: ReactNode; lines: Line[]; code?: boolean }) {
  return (
    <section className={`${card.card ?? ''} ${classes.section ?? ''}`}>
      <h3>{title}</h3>
      <dl className={classes.list}>
        {lines.map(({ term, kind, meaning }) => (
          <div key={term} className={classes.line}>
            <dt>
              {code ? <code>{term}</code> : term}
              {kind !== undefined && <span className={classes.kind}>{kind}</span>}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const linesOf = (
  entries: readonly { name: string; type?: string; meaning: Record<Locale, string> }[],
  locale: Locale,
): Line[] =>
  entries.map(({ name, type, meaning }) => ({
    term: name,
    ...(type !== undefined && { kind: type }),
    meaning: meaning[locale],
  }));

function Dictionary({ dictionary, locale }: { dictionary: DataDictionary; locale: Locale }) {
  return (
    <>
      <Section
        title={<FormattedMessage id="records.dictionary.columns" />}
        lines={linesOf(dictionary.columns, locale)}
      />
      <Section
        title={<FormattedMessage id="records.dictionary.filters" />}
        lines={linesOf(dictionary.filters, locale)}
      />
      <Section
        title={<FormattedMessage id="records.dictionary.dimensions" />}
        lines={linesOf(dictionary.dimensions, locale)}
      />
      <Section
        title={<FormattedMessage id="records.dictionary.measures" />}
        lines={linesOf(dictionary.measures, locale)}
      />
      <Section
        title={<FormattedMessage id="records.dictionary.verbs" />}
        lines={dictionary.verbs.map(({ id, name, meaning }) => ({
          term: id,
          kind: name[locale],
          meaning: meaning[locale],
        }))}
      />
      <Section
        title={<FormattedMessage id="records.dictionary.types" />}
        lines={dictionary.types.map(({ id, name }) => ({ term: id, meaning: name[locale] }))}
      />
      <Section
        code={false}
        title={<FormattedMessage id="records.dictionary.absent" />}
        lines={dictionary.absent.map(({ name, meaning }) => ({
          term: name[locale],
          meaning: meaning[locale],
        }))}
      />
    </>
  );
}

/** What every field means, as the record store itself says. */
export function DictionaryPanel() {
  const locale = useLocale();
  const dictionary = useQuery(dictionaryQuery);
  if (dictionary.isError)
    return <RecordsFault error={dictionary.error} onRetry={() => void dictionary.refetch()} />;
  if (!dictionary.data) return <Loading />;
  return (
    <div className={classes.page}>
      <h2>
        <FormattedMessage id="records.dictionary.title" />
      </h2>
      <Dictionary dictionary={dictionary.data} locale={locale} />
    </div>
  );
}
