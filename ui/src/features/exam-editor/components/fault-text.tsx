import type { DraftFault, DraftField } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';

/** "thời gian làm bài, điểm đạt": fields by their names. */
export function useFieldNames() {
  const { formatMessage, formatList } = useIntl();
  return (fields: readonly DraftField[]): string =>
    formatList(
      fields.map((field) => formatMessage({ id: `examEditor.field.${field}` })),
      { type: 'conjunction' },
    );
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What is wrong with a draft, in words. */
export function FaultText({ fault }: { fault: DraftFault }) {
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const fieldNames = useFieldNames();
  const { code, fields, topic = '', level, question = '', wanted = 0, found = 0 } = fault;
  const levelName = level === undefined ? '' : formatMessage({ id: `level.${level}` });
  return (
    <FormattedMessage
      id={`examEditor.fault.${code}`}
      values={{
        topic,
        level: levelName,
        question,
        text: fault.text || 'none',
        wanted,
        found,
        lacks: wanted - found,
        what: question === '' ? `${topic}, ${levelName}` : question,
        field: capital(fieldNames(fields)),
        min: number(fault.min ?? 0),
        max: number(fault.max ?? 0),
        step: fault.step === 1 ? '1' : 'other',
      }}
    />
  );
}
