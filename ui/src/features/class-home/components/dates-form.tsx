import type { ClassHome } from '@chuyen-de/contracts';
import { useState, type SyntheticEvent } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Localised } from '../../../components/localised.tsx';
import { saveDates } from '../api/class-home.ts';
import classes from './lead-panel.module.css';
import { useHomeDeed } from './use-home-deed.ts';

const datesOf = ({ topics }: ClassHome): Record<string, string> =>
  Object.fromEntries(topics.flatMap(({ code, due }) => (due === null ? [] : [[code, due]])));

/** By when each topic is to be completed. */
export function DatesForm({ home }: { home: ClassHome }) {
  const { code, topics, datesChange } = home;
  const [dates, setDates] = useState(() => datesOf(home));
  // What was typed is of the dates that were there then: whoever has changed them since is not overwritten.
  const [change, setChange] = useState(datesChange);
  const saving = useHomeDeed(code, () =>
    saveDates(code, Object.fromEntries(Object.entries(dates).filter(([, due]) => due !== '')), change),
  );
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate(undefined, { onSuccess: (saved) => setChange(saved.datesChange) });
  };
  return (
    <form className={classes.form} onSubmit={save}>
      <h3>
        <FormattedMessage id="classLead.dates" />
      </h3>
      <p className={classes.soft}>
        <FormattedMessage id="classLead.dates.hint" />
      </p>
      <div className={classes.dates}>
        {topics.map((topic) => (
          <Field
            key={topic.code}
            type="date"
            label={<Localised text={topic.title} />}
            value={dates[topic.code] ?? ''}
            onChange={(event) => setDates({ ...dates, [topic.code]: event.target.value })}
          />
        ))}
      </div>
      {saving.isError && <ErrorNotice error={saving.error} />}
      <Button type="submit" aria-disabled={saving.isPending}>
        <FormattedMessage id="classLead.dates.save" />
      </Button>
      <p role="status" className={classes.soft}>
        {saving.isSuccess && <FormattedMessage id="classLead.dates.saved" />}
      </p>
    </form>
  );
}
