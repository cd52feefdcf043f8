import type { ExamPapers, HeadingSaved, PrintHeading } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { ProblemError } from '../../../lib/http.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { papersQuery, saveHeading } from '../api/papers.ts';
import classes from './papers-page.module.css';

const LINES = [
  'authority',
  'school',
  'occasion',
  'subject',
  'date',
] as const satisfies (keyof PrintHeading)[];

const changeIn = (error: unknown): HeadingSaved | undefined =>
  error instanceof ProblemError && error.code === 'heading_changed'
    ? (error.problem as unknown as HeadingSaved)
    : undefined;

/** Saves the heading over the edition that it was made from; who was second is told, and decides. */
function useSaving({ exam: { code } }: ExamPapers) {
  const queryClient = useQueryClient();
  const { queryKey } = papersQuery(code);
  const take = ({ heading, headingEdition }: HeadingSaved): void =>
    void queryClient.setQueryData(queryKey, (view) => view && { ...view, heading, headingEdition });
  const saving = useMutation({
    mutationFn: ({ heading, edition }: { heading: PrintHeading; edition: number }) =>
      saveHeading(code, { heading, edition }),
    onSuccess: take,
  });
  return { saving, take };
}

function Lines({ typed, onType }: { typed: PrintHeading; onType: (typed: PrintHeading) => void }) {
  return (
    <div className={classes.fields}>
      {LINES.map((line) => (
        <Field
          key={line}
          type="text"
          maxLength={200}
          label={<FormattedMessage id={`papers.heading.${line}`} />}
          value={typed[line]}
          onChange={(event) => onType({ ...typed, [line]: event.target.value })}
        />
      ))}
    </div>
  );
}

/** What stands above the printed papers. */
export function HeadingForm({ view }: { view: ExamPapers }) {
  const [typed, setTyped] = useState(view.heading);
  const { saving, take } = useSaving(view);
  const theirs = changeIn(saving.error);
  const takeTheirs = (saved: HeadingSaved) => {
    take(saved);
    setTyped(saved.heading);
    saving.reset();
  };
  return (
    <form
      className={`${card.card ?? ''} ${classes.panel ?? ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        // Who saves again after having been told has decided.
        saving.mutate({ heading: typed, edition: theirs?.headingEdition ?? view.headingEdition });
      }}
    >
      <h2 className={classes.legend}>
        <FormattedMessage id="papers.heading.legend" />
      </h2>
      <p className={classes.soft}>
        <FormattedMessage id="papers.heading.intro" />
      </p>
      <Lines typed={typed} onType={setTyped} />
      <div className={classes.ways}>
        <Button type="submit" aria-disabled={saving.isPending}>
          <FormattedMessage id="papers.heading.save" />
        </Button>
        {theirs && (
          <Button onClick={() => takeTheirs(theirs)}>
            <FormattedMessage id="papers.heading.theirs" />
          </Button>
        )}
      </div>
      <p role="status">{saving.isSuccess && <FormattedMessage id="papers.heading.saved" />}</p>
      {saving.isError && <ErrorNotice error={saving.error} />}
    </form>
  );
}
