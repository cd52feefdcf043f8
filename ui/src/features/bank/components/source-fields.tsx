import type { Clause, SaveSource, SourceDocument } from '@chuyen-de/contracts';
import { calendarDateOf } from '@chuyen-de/contracts/calendar-date';
import { useIntl } from 'react-intl';
import { Field } from '../../../components/field.tsx';
import { partialDate } from '../../../lib/formats.ts';
import { PartList, RemoveButton } from '../../../question-types/editing.tsx';
import editing from '../../../question-types/editing.module.css';
import classes from './bank.module.css';

type Part = 'article' | 'clause' | 'point' | 'place' | 'text';
const PARTS: readonly Part[] = ['article', 'clause', 'point', 'place', 'text'];
const MOST: Record<Part, number> = { article: 40, clause: 40, point: 40, place: 120, text: 2_000 };

type ClauseSheet = Record<Part, string> & { key: string; id?: string };

/** What is typed of a document. */
export interface SourceSheet {
  kind: string;
  number: string;
  title: string;
  date: string;
  clauses: ClauseSheet[];
}

const sheetOfClause = ({
  id,
  text,
  article = '',
  clause = '',
  point = '',
  place = '',
}: Clause): ClauseSheet => ({ key: id, id, article, clause, point, place, text });

export const sheetOf = (
  source: Pick<SourceDocument, 'kind' | 'title' | 'number' | 'date' | 'clauses'> | undefined,
): SourceSheet => ({
  kind: source?.kind ?? '',
  number: source?.number ?? '',
  title: source?.title ?? '',
  date: source ? partialDate(source.date) : '',
  clauses: (source?.clauses ?? []).filter(({ gone }) => gone !== true).map(sheetOfClause),
});

const said = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });

/** What a sheet says; undefined where something is missing. A clause that says no place is none. */
export function saidOf({
  kind,
  number,
  title,
  date,
  clauses,
}: SourceSheet): Omit<SaveSource, 'edition'> | undefined {
  const day = calendarDateOf(date.trim());
  if (day === undefined || kind.trim() === '' || title.trim() === '') return undefined;
  return {
    ...{ kind: kind.trim(), title: title.trim(), date: day },
    ...said('number', number),
    clauses: clauses
      .filter((each) => PARTS.some((part) => part !== 'text' && each[part].trim() !== ''))
      .map(({ id, text, ...each }) => ({
        ...(id !== undefined && { id }),
        text: text.trim(),
        ...said('article', each.article),
        ...said('clause', each.clause),
        ...said('point', each.point),
        ...said('place', each.place),
      })),
  };
}

interface Props {
  sheet: SourceSheet;
  onChange: (sheet: SourceSheet) => void;
}

/** What a document is called, and of when it is. */
export function SourceFields({ sheet, onChange }: Props) {
  const { formatMessage } = useIntl();
  const field = (name: 'kind' | 'number' | 'title' | 'date', id: string, most: number) => ({
    label: formatMessage({ id: id as 'sources.kind' }),
    autoComplete: 'off',
    maxLength: most,
    value: sheet[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...sheet, [name]: event.target.value }),
  });
  const isWrong = sheet.date.trim() !== '' && calendarDateOf(sheet.date.trim()) === undefined;
  return (
    <>
      <div className={classes.pair}>
        <Field {...field('kind', 'sources.kind', 60)} hint={formatMessage({ id: 'sources.kind.hint' })} />
        <Field {...field('number', 'sources.number', 60)} />
        <Field
          {...field('date', 'sources.date', 10)}
          inputMode="numeric"
          hint={formatMessage({ id: 'sources.date.hint' })}
          {...(isWrong && { fault: formatMessage({ id: 'sources.date.wrong' }) })}
        />
      </div>
      <Field {...field('title', 'sources.name', 500)} />
    </>
  );
}

/** The clauses of a document, in their order. */
export function ClauseFields({ sheet, onChange }: Props) {
  const { formatMessage } = useIntl();
  const { clauses } = sheet;
  const add = () => {
    const fresh = { key: crypto.randomUUID(), article: '', clause: '', point: '', place: '', text: '' };
    onChange({ ...sheet, clauses: [...clauses, fresh] });
  };
  const change = (row: ClauseSheet, part: Part, value: string) =>
    onChange({
      ...sheet,
      clauses: clauses.map((each) => (each === row ? { ...each, [part]: value } : each)),
    });
  return (
    <fieldset className={editing.stack}>
      <legend className={classes.legend}>{formatMessage({ id: 'sources.clauses' })}</legend>
      <PartList label={formatMessage({ id: 'sources.clause.add' })} onAdd={add}>
        {clauses.map((row, index) => {
          const name = formatMessage({ id: 'sources.clause' }, { number: index + 1 });
          return (
            <div key={row.key} className={classes.clause} role="group" aria-label={name}>
              {PARTS.map((part) => (
                <Field
                  key={part}
                  label={formatMessage({ id: `sources.clause.${part}` })}
                  autoComplete="off"
                  // Who adds a clause goes on there.
                  {...(part === 'article' && { lang: 'vi' })}
                  maxLength={MOST[part]}
                  value={row[part]}
                  onChange={(event) => change(row, part, event.target.value)}
                />
              ))}
              <RemoveButton
                what={name}
                onRemove={() => onChange({ ...sheet, clauses: clauses.filter((each) => each !== row) })}
              />
            </div>
          );
        })}
      </PartList>
    </fieldset>
  );
}
