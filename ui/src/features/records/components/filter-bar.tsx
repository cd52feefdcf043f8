import type { AggregateAnswer, KnownActivity, RecordsDepth } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Field } from '../../../components/field.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useLocale } from '../../../lib/localised.ts';
import { isElsewhere } from '../../../lib/school-time.ts';
import type { RecordsAccess } from '../api/access.ts';
import { aggregateQuery, dictionaryQuery } from '../api/records.ts';
import { toRecordsFilter, writeFilter, type ShownFilter } from '../filter-params.ts';
import { useIsSmall } from '../../../lib/use-is-narrow.ts';
import { shortened, tailOf, wordsOf } from '../words-of.ts';
import classes from './records-page.module.css';
import { Period } from './period.tsx';
import { Select, type Option } from '../../../components/select.tsx';
import { useVerbWords } from './use-verb-words.ts';

const ADL = 'http://adlnet.gov/expapi/activities';
const COURSE = 'https://w3id.org/xapi/cmi5/activitytype/course';
/** What people mean by "about": topics and exams, not single questions or attempts. */
const ABOUT = [`${ADL}/lesson`, `${ADL}/assessment`];

/** Activities of an answer's rows that are of some types, by name. */
function optionsIn(
  answer: AggregateAnswer | undefined,
  dimension: 'activity' | 'parent' | 'grouping',
  types: readonly string[],
  locale: string,
): Option[] {
  const known = Object.entries(answer?.activities ?? {});
  const ids = new Set(answer?.rows.map(({ key }) => key[dimension]));
  const isWanted = ([id, { type }]: [string, KnownActivity]) =>
    ids.has(id) && type !== undefined && types.includes(type);
  return known
    .filter(isWanted)
    .map(([value, { name }]) => ({ value, label: shortened(wordsOf(name, locale) ?? tailOf(value), 60) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

/** What the data within the chosen time offers to choose from. */
function useOptions(access: RecordsAccess, { from, to, trial }: ShownFilter) {
  const locale = useLocale();
  const everything = { verb: '', about: '', course: '', learner: '', pseudonym: '', trial, days: undefined };
  const within = toRecordsFilter({ ...everything, from, to });
  const lessons = useQuery(
    aggregateQuery(access, { filter: { ...within, type: `${ADL}/lesson` }, groupBy: ['activity'] }),
  );
  const exams = useQuery(
    aggregateQuery(access, { filter: { ...within, type: `${ADL}/assessment` }, groupBy: ['activity'] }),
  );
  const courses = useQuery(aggregateQuery(access, { filter: within, groupBy: ['grouping'] }));
  return {
    about: [
      ...optionsIn(lessons.data, 'activity', ABOUT, locale),
      ...optionsIn(exams.data, 'activity', ABOUT, locale),
    ],
    courses: optionsIn(courses.data, 'grouping', [COURSE], locale),
  };
}

function LearnerChip({ onRemove }: { onRemove: () => void }) {
  return (
    <p className={classes.chip}>
      <FormattedMessage id="records.filter.oneLearner" />
      <Button look="quiet" onClick={onRemove}>
        <Icon name="cross" />
        <FormattedMessage id="records.filter.everyLearner" />
      </Button>
    </p>
  );
}

interface Changing {
  shown: ShownFilter;
  onChange: (part: Partial<ShownFilter>) => void;
}

/** Whether a text is a pseudonym as lists and files have it. */
const PSEUDONYM = /^[0-9a-f]{32}$/;

function PseudonymField({ shown, onChange }: Changing) {
  const [text, setText] = useState(shown.pseudonym);
  const isWrong = text !== '' && !PSEUDONYM.test(text);
  return (
    <Field
      label={<FormattedMessage id="records.filter.pseudonym" />}
      value={text}
      autoComplete="off"
      spellCheck={false}
      maxLength={32}
      fault={isWrong ? <FormattedMessage id="records.filter.pseudonym.wrong" /> : undefined}
      onChange={(event) => {
        const next = event.target.value.trim().toLowerCase();
        setText(next);
        if (next === '' || PSEUDONYM.test(next)) onChange({ pseudonym: next, learner: '' });
      }}
    />
  );
}

const NARROWING = ['verb', 'about', 'course', 'learner', 'pseudonym', 'trial'] as const;

/** Folded, it still says what is in force. */
function Summary({ shown }: { shown: ShownFilter }) {
  const { days, from, to } = shown;
  const others = NARROWING.filter((name) => shown[name] !== '').length;
  const period =
    days !== undefined ? (
      <FormattedMessage key="period" id="records.period.last" values={{ days }} />
    ) : (
      <FormattedMessage
        key="period"
        id={from === '' && to === '' ? 'records.period.ever' : 'records.filter.days'}
      />
    );
  return <FormattedMessage id="records.filter" values={{ period, others }} />;
}

/** What those who teach and test students try counts nowhere, and can be looked at. */
function TrialChoice({ shown, onChange }: Changing) {
  const { formatMessage } = useIntl();
  return (
    <Select
      label={<FormattedMessage id="records.filter.trial" />}
      value={shown.trial}
      options={[{ value: 'true', label: formatMessage({ id: 'records.filter.trial.only' }) }]}
      all={<FormattedMessage id="records.filter.trial.none" />}
      onChange={(trial) => onChange({ trial })}
    />
  );
}

/** What filters cannot do, and by which clock days begin. */
function Hint() {
  return (
    <p className={classes.hint}>
      <FormattedMessage id="records.filter.noUnit" />{' '}
      {isElsewhere() && <FormattedMessage id="records.filter.zone" />}
    </p>
  );
}

/** Narrows what every part of the page shows; it is all in the page's address. */
export function FilterBar({
  access,
  shown,
  depth,
}: { access: RecordsAccess; shown: ShownFilter } & RecordsDepth) {
  const [parameters, setParameters] = useSearchParams();
  const dictionary = useQuery(dictionaryQuery);
  const verbWords = useVerbWords();
  const { about, courses } = useOptions(access, shown);
  const change = (part: Partial<ShownFilter>) =>
    setParameters(writeFilter(parameters, part), { replace: true });
  const verbs = dictionary.data?.verbs.map(({ id }) => ({ value: id, label: verbWords(id) })) ?? [];
  const all = <FormattedMessage id="records.filter.all" />;
  return (
    <Disclosure className={classes.narrowing} open={!useIsSmall()} summary={<Summary shown={shown} />}>
      <div role="search" className={`${card.card ?? ''} ${classes.filters ?? ''}`}>
        <Select
          label={<FormattedMessage id="records.verb" />}
          value={shown.verb}
          options={verbs}
          all={all}
          wordsOfOther={tailOf}
          onChange={(verb) => change({ verb })}
        />
        <Select
          label={<FormattedMessage id="records.filter.about" />}
          value={shown.about}
          options={about}
          all={all}
          wordsOfOther={tailOf}
          onChange={(next) => change({ about: next })}
        />
        <Select
          label={<FormattedMessage id="records.filter.course" />}
          value={shown.course}
          options={courses}
          all={all}
          wordsOfOther={tailOf}
          onChange={(course) => change({ course })}
        />
        <TrialChoice shown={shown} onChange={change} />
        <Period shown={shown} onChange={change} />
        {depth !== 'figures' && <PseudonymField key={shown.pseudonym} shown={shown} onChange={change} />}
        {shown.learner !== '' && <LearnerChip onRemove={() => change({ learner: '' })} />}
        <Hint />
      </div>
    </Disclosure>
  );
}
