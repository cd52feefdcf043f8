import { CSV_FORMS, CsvForm, ExportFormat, type DataDictionary } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Choice } from '../../../components/choice.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import type { MessageId } from '../../../i18n/messages.ts';
import { useLocale } from '../../../lib/localised.ts';
import { POSITION, type ExportChoice } from '../export-choice.ts';
import classes from './export-form.module.css';
import page from './records-page.module.css';
import { Select } from '../../../components/select.tsx';

interface Props {
  choice: ExportChoice;
  onChange: (choice: ExportChoice) => void;
}

type FormName = keyof typeof CSV_FORMS;
const FORM_NAMES: readonly FormName[] = ['excel', 'machine'];

/** The form that has a name, if it is one. */
const nameOf = (form: CsvForm): FormName | 'own' =>
  FORM_NAMES.find((name) => JSON.stringify(CSV_FORMS[name]) === JSON.stringify(form)) ?? 'own';

function CsvFields({ choice, onChange }: Props) {
  const { formatMessage } = useIntl();
  const { form } = choice;
  const { separator, decimal, dates } = CsvForm.shape;
  const change = (part: Partial<CsvForm>) => onChange({ ...choice, form: { ...form, ...part } });
  const labelled = <Value extends string>(values: readonly Value[], idOf: (value: Value) => MessageId) =>
    values.map((value) => ({ value, label: formatMessage({ id: idOf(value) }) }));
  return (
    <>
      <Choice<FormName | 'own'>
        label={formatMessage({ id: 'records.export.form' })}
        value={nameOf(form)}
        options={labelled(FORM_NAMES, (value) => `records.export.form.${value}`)}
        onChange={(name) => name !== 'own' && change(CSV_FORMS[name])}
      />
      <div className={page.filters}>
        <Select
          label={<FormattedMessage id="records.export.separator" />}
          value={form.separator}
          options={labelled(separator.options, (value) => `records.export.separator.${value}`)}
          onChange={(next) => change({ separator: next })}
        />
        <Select
          label={<FormattedMessage id="records.export.decimal" />}
          value={form.decimal}
          options={labelled(decimal.options, (value) => `records.export.decimal.${value}`)}
          onChange={(next) => change({ decimal: next })}
        />
        <Select
          label={<FormattedMessage id="records.export.dates" />}
          value={form.dates}
          options={labelled(dates.options, (value) => `records.export.dates.${value}`)}
          onChange={(next) => change({ dates: next })}
        />
      </div>
    </>
  );
}

function Columns({ choice, columns, onChange }: Props & { columns: DataDictionary['columns'] }) {
  const locale = useLocale();
  const { without } = choice;
  const isFixed = (name: string): boolean => choice.format === 'csv' && name === POSITION;
  const isIn = (name: string): boolean => isFixed(name) || !without.includes(name);
  const leaveOut = (names: string[]) => onChange({ ...choice, without: names });
  const names = columns.map(({ name }) => name);
  return (
    <Disclosure
      summary={
        <FormattedMessage
          id="records.export.columns"
          values={{ chosen: names.filter(isIn).length, all: names.length }}
        />
      }
    >
      <div className={page.buttons}>
        <Button look="quiet" onClick={() => leaveOut([])}>
          <FormattedMessage id="records.export.columns.all" />
        </Button>
        <Button look="quiet" onClick={() => leaveOut(names)}>
          <FormattedMessage id="records.export.columns.none" />
        </Button>
      </div>
      {choice.format === 'csv' && (
        <p className={page.hint}>
          <FormattedMessage id="records.export.columns.position" />
        </p>
      )}
      <ul className={classes.columns}>
        {columns.map(({ name, label, meaning }) => (
          <li key={name}>
            <label className={classes.column} title={meaning[locale]}>
              <input
                type="checkbox"
                checked={isIn(name)}
                disabled={isFixed(name)}
                onChange={({ target }) =>
                  leaveOut(target.checked ? without.filter((each) => each !== name) : [...without, name])
                }
              />
              {label[locale]}
            </label>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** How the file is to be written: its format and, of tables, their form and columns. */
export function ExportForm({ choice, columns, onChange }: Props & { columns: DataDictionary['columns'] }) {
  const { formatMessage } = useIntl();
  const { format } = choice;
  return (
    <>
      <Choice
        label={formatMessage({ id: 'records.export.format' })}
        value={format}
        options={ExportFormat.options.map((value) => ({
          value,
          label: formatMessage({ id: `records.export.${value}` }),
        }))}
        onChange={(next) => onChange({ ...choice, format: next })}
      />
      <p className={page.hint}>
        <FormattedMessage id={`records.export.${format}.hint`} />
      </p>
      {format === 'csv' && <CsvFields choice={choice} onChange={onChange} />}
      {format !== 'jsonl' && (
        <>
          <div className={page.filters}>
            <Select
              label={<FormattedMessage id="records.export.headings" />}
              value={choice.headings}
              options={(['words', 'name'] as const).map((value) => ({
                value,
                label: formatMessage({ id: `records.export.headings.${value}` }),
              }))}
              onChange={(headings) => onChange({ ...choice, headings })}
            />
          </div>
          <Columns choice={choice} columns={columns} onChange={onChange} />
        </>
      )}
    </>
  );
}
