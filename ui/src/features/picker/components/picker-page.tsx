import type { ItemRef, PickerView as View } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'wouter';
import { ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { loadPickerCatalogue } from '../../../i18n/picker-catalogues.ts';
import { useLocale } from '../../../lib/localised.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { pickerQuery, sendSelection } from '../api/picker.ts';
import { choose, keyOf, toSelection, type Chosen } from '../selection.ts';
import { MadeOffers } from './made-offers.tsx';
import { PickerFooter } from './picker-footer.tsx';
import classes from './picker-page.module.css';
import { ProgrammeOffers } from './programme-offers.tsx';
import { ReturnForm } from './return-form.tsx';

/** A tool that was just installed has nothing to place: says so, and who brings it how. */
function NoContent() {
  return (
    <Notice tone="warn">
      <strong>
        <FormattedMessage id="picker.empty" />
      </strong>{' '}
      <FormattedMessage id="picker.emptyDo" /> <code>npm run admin -- import FOLDER</code>
    </Notice>
  );
}

function Search({
  several,
  query,
  onQuery,
}: {
  several: boolean;
  query: string;
  onQuery: (query: string) => void;
}) {
  return (
    <>
      <p className={classes.soft}>
        <FormattedMessage id={several ? 'picker.introMany' : 'picker.introOne'} />
      </p>
      <div role="search">
        <Field
          type="search"
          label={<FormattedMessage id="picker.search" />}
          value={query}
          onChange={(event) => onQuery(event.target.value)}
        />
      </div>
    </>
  );
}

/** What the address says was made a moment ago, chosen already. */
function useChosenAtFirst({ madeExams, programmes, acceptMultiple }: View): Chosen {
  const [parameters] = useSearchParams();
  const refs: ItemRef[] = [
    ...madeExams.map(({ code }) => ({ kind: 'exam' as const, code })),
    ...programmes.flatMap(({ topics }) => topics).map(({ code }) => ({ kind: 'topic' as const, code })),
  ];
  const made = refs.find((ref) => parameters.get('chosen') === keyOf(ref));
  return made ? choose(new Map(), made, true, acceptMultiple) : new Map();
}

function PickerForm({ view }: { view: View }) {
  const [chosen, setChosen] = useState<Chosen>(useChosenAtFirst(view));
  const [query, setQuery] = useState('');
  const locale = useLocale();
  const sending = useMutation({ mutationFn: sendSelection });
  const placed = new Set(view.placed.map(keyOf));
  const setMaximum = (ref: ItemRef, scoreMaximum: string) =>
    setChosen((held) => new Map(held).set(keyOf(ref), { ref, scoreMaximum }));
  const offers = {
    query,
    several: view.acceptMultiple,
    placed,
    chosen,
    onChoose: (ref: ItemRef, on: boolean) => setChosen((held) => choose(held, ref, on, view.acceptMultiple)),
    onMaximum: setMaximum,
  };
  const isEmpty = view.programmes.every(({ topics, exams }) => topics.length + exams.length === 0);
  return (
    <article className={classes.page}>
      <h1>
        <FormattedMessage id="picker.title" />
      </h1>
      {isEmpty ? <NoContent /> : <Search several={view.acceptMultiple} query={query} onQuery={setQuery} />}
      <MadeOffers view={view} {...offers} />
      {(isEmpty ? [] : view.programmes).map((programme) => (
        <ProgrammeOffers key={programme.code} programme={programme} {...offers} />
      ))}
      <PickerFooter
        chosen={chosen}
        busy={sending.isPending || sending.isSuccess}
        error={sending.error}
        onAdd={() => sending.mutate(toSelection(chosen, locale))}
        onCancel={() => sending.mutate({ items: [] })}
      />
      {sending.data && <ReturnForm response={sending.data} />}
    </article>
  );
}

function Page() {
  const { formatMessage } = useIntl();
  const picker = useQuery(pickerQuery);
  usePageTitle(formatMessage({ id: 'picker.title' }));
  if (picker.data) return <PickerForm view={picker.data} />;
  if (picker.isError) return <ErrorView error={picker.error} onRetry={() => void picker.refetch()} />;
  return <Loading />;
}

/** Where the LMS has asked for content, a lecturer chooses it, or makes an exam first. */
export const PickerPage = () => (
  <LaterWords of="picker" load={loadPickerCatalogue}>
    <Page />
  </LaterWords>
);
