import type { ExamBank, MadeExam } from '@chuyen-de/contracts';
import { matches } from '@chuyen-de/contracts/vietnamese';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { CheckRow } from '../../../components/check-row.tsx';
import { Field } from '../../../components/field.tsx';
import { Localised } from '../../../components/localised.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { LEVELS, rowOf, topicsOf, totalsOf, withCount, withPoints } from '../draft-changes.ts';
import { cellKey } from '../merge-drafts.ts';
import classes from './exam-editor.module.css';
import { NumberField } from './number-field.tsx';
import { Section } from './section.tsx';
import type { SectionProps } from './settings-sections.tsx';

type Topic = ReturnType<typeof topicsOf>[number];
type Props = SectionProps & { bank: ExamBank; fixedQuestions: MadeExam['fixedQuestions'] };

function Cell({
  topic,
  level,
  weighted,
  ...props
}: Props & { topic: Topic; level: (typeof LEVELS)[number]; weighted: boolean }) {
  const { draft, bank, faults, onChange } = props;
  const { formatMessage } = useIntl();
  const cell = { topic: topic.code, level };
  const row = rowOf(draft, cell);
  const count = topic.cells.find((each) => each.level === level)?.count ?? 0;
  const short = faults.find(
    (fault) => fault.code === 'row_short' && fault.topic === topic.code && fault.level === level,
  );
  const levelName = formatMessage({ id: `level.${level}` });
  if (count === 0 && row === undefined) return null;
  return (
    <div className={classes.cell}>
      <NumberField
        label={<FormattedMessage id="examEditor.blueprint.cell" values={{ level: levelName, count }} />}
        value={row?.count ?? null}
        fault={
          short && (
            <FormattedMessage
              id="examEditor.blueprint.lacks"
              values={{ count: (short.wanted ?? 0) - (short.found ?? 0) }}
            />
          )
        }
        onNumber={(next) => onChange({ blueprint: withCount(draft, bank, cell, next) })}
      />
      {weighted && row && (
        <NumberField
          label={<FormattedMessage id="examEditor.blueprint.points" values={{ level: levelName }} />}
          value={row.points ?? null}
          placeholder="1"
          onNumber={(points) =>
            onChange({
              blueprint: draft.blueprint.map((each) =>
                cellKey(each) === cellKey(cell) ? withPoints(each, points) : each,
              ),
            })
          }
        />
      )}
    </div>
  );
}

function Totals({ draft, fixedQuestions }: Pick<Props, 'draft' | 'fixedQuestions'>) {
  const { formatMessage } = useIntl();
  const { number, percent } = useFormats();
  const levels = new Map(fixedQuestions.map(({ code, level }) => [code, level]));
  const totals = totalsOf(draft, (question) => levels.get(question));
  return (
    <p role="status" className={classes.totals}>
      <strong>
        <FormattedMessage
          id="examEditor.blueprint.total"
          values={{ questions: totals.questions, points: number(totals.points) }}
        />
      </strong>
      {totals.levels
        .filter(({ count }) => count > 0)
        .map(({ level, count, share }) => (
          <span key={level}>
            <FormattedMessage
              id="examEditor.blueprint.totalOf"
              values={{
                level: formatMessage({ id: `level.${level}` }),
                count,
                share: percent(share),
              }}
            />
          </span>
        ))}
    </p>
  );
}

function TopicCells({ topic, ...props }: Omit<Parameters<typeof Cell>[0], 'level'>) {
  return (
    <fieldset className={classes.topic}>
      <legend className={classes.label}>
        <Localised text={topic.title} />
      </legend>
      <div className={classes.cells}>
        {LEVELS.map((level) => (
          <Cell key={level} topic={topic} level={level} {...props} />
        ))}
      </div>
    </fieldset>
  );
}

/** So many topics are seen without looking for one. */
const FEW_TOPICS = 6;

/** How many questions of which topic and level each paper draws. */
export function BlueprintSection(props: Props) {
  const { bank, draft } = props;
  const [query, setQuery] = useState('');
  const [chosenOnly, setChosenOnly] = useState(false);
  const [weighted, setWeighted] = useState(draft.blueprint.some(({ points }) => points !== undefined));
  const topics = topicsOf(bank);
  const chosen = new Set(draft.blueprint.map(({ topic }) => topic));
  const shown = topics.filter(
    ({ code, title }) =>
      matches(`${code} ${title.vi} ${title.en ?? ''}`, query) && (!chosenOnly || chosen.has(code)),
  );
  return (
    <Section legend="examEditor.blueprint.legend" fields={['blueprint']}>
      <p className={classes.soft}>
        <FormattedMessage
          id={topics.length === 0 ? 'examEditor.blueprint.empty' : 'examEditor.blueprint.intro'}
        />
      </p>
      {topics.length > FEW_TOPICS && (
        <>
          <Field
            type="search"
            label={<FormattedMessage id="examEditor.blueprint.find" />}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <CheckRow checked={chosenOnly} onCheck={setChosenOnly}>
            <FormattedMessage id="examEditor.blueprint.chosenOnly" />
          </CheckRow>
        </>
      )}
      <CheckRow checked={weighted} onCheck={setWeighted}>
        <FormattedMessage id="examEditor.blueprint.weighted" />
      </CheckRow>
      {shown.map((topic) => (
        <TopicCells key={topic.code} topic={topic} weighted={weighted} {...props} />
      ))}
      {topics.length > 0 && shown.length === 0 && (
        <p>
          <FormattedMessage id="examEditor.blueprint.noMatch" />
        </p>
      )}
      <Totals {...props} />
    </Section>
  );
}
