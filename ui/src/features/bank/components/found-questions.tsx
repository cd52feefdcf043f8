import type { FoundQuestion, Level, MadeBank, QuestionImport } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { CheckRow } from '../../../components/check-row.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Pager } from '../../../components/pager.tsx';
import { Select } from '../../../components/select.tsx';
import { useText } from '../../../lib/localised.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { foundQuery, importKey, placeFound } from '../api/imports.ts';
import { LEVELS } from '../words.ts';
import classes from './bank.module.css';
import { FoundRow } from './found-row.tsx';

/** Says for all that was found where it goes. */
function PlaceAll({ bank, id }: { bank: MadeBank; id: string }) {
  const { formatMessage } = useIntl();
  const text = useText();
  const queryClient = useQueryClient();
  const [place, setPlace] = useState<{ topic: string; level: string }>({ topic: '', level: '' });
  const placing = useMutation({
    mutationFn: ({ topic, level }: typeof place) =>
      placeFound(bank.code, id, {
        ...(topic !== '' && { topic }),
        ...(level !== '' && { level: level as Level }),
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
      <Button aria-disabled={isEmpty || placing.isPending} onClick={() => placing.mutate(place)}>
        <FormattedMessage id="bank.import.place" />
      </Button>
      {placing.isError && <ErrorNotice error={placing.error} />}
    </div>
  );
}

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

/** A page of what was found, before it is confirmed: all, or what somebody should look at. */
export function FoundQuestions({
  bank,
  read,
  without,
  onWithout,
}: {
  bank: MadeBank;
  read: QuestionImport;
  without: ReadonlySet<string>;
  onWithout: (without: ReadonlySet<string>) => void;
}) {
  const [{ page, remarked }, setShown] = useState({ page: 1, remarked: false });
  const found = useQuery(foundQuery(bank.code, read.id, { page, remarked }));
  return (
    <>
      <PlaceAll bank={bank} id={read.id} />
      <CheckRow checked={remarked} onCheck={(only) => setShown({ page: 1, remarked: only })}>
        <FormattedMessage id="bank.import.onlyRemarked" />
      </CheckRow>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNotice error={found.error} />}
      {found.data && (
        <>
          <p role="status" className={classes.soft}>
            <FormattedMessage id="bank.import.shown" values={{ count: found.data.total }} />
          </p>
          <Found questions={found.data.questions} without={without} onWithout={onWithout} />
          <Pager
            label="bank.import.pages"
            page={page}
            pages={found.data.pages}
            onPage={(next) => {
              setShown({ page: next, remarked });
              window.scrollTo({ top: 0 });
            }}
          />
        </>
      )}
    </>
  );
}
