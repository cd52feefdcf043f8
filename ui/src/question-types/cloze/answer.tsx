import { piecesOf } from '@chuyen-de/question-types/cloze/device';
import { useIntl } from 'react-intl';
import { languageOf, textIn, useLocale, useText } from '../../lib/localised.ts';
import type { AnswerProps } from '../face.ts';
import classes from './cloze.module.css';

type Gap = AnswerProps<'cloze'>['question']['gaps'][number];

interface FieldProps {
  gap: Gap;
  number: number;
  value: string;
  onChange: (value: string) => void;
}

/** A gap in the running text; its number is its name, as the text around it is no label. */
function GapField({ gap, number, value, onChange }: FieldProps) {
  const text = useText();
  const { formatMessage } = useIntl();
  const label = formatMessage({ id: 'question.gap' }, { number });
  if (gap.type === 'single-choice')
    return (
      <select
        className={classes.gap}
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{formatMessage({ id: 'question.match.none' })}</option>
        {gap.options.map((option) => (
          <option key={option.id} value={option.id}>
            {text(option.text)}
          </option>
        ))}
      </select>
    );
  const unit = gap.type === 'numeric' ? gap.unit : undefined;
  return (
    <>
      <input
        type="text"
        inputMode={gap.type === 'numeric' ? 'decimal' : 'text'}
        className={classes.gap}
        aria-label={unit ? `${label} (${text(unit)})` : label}
        value={value}
        maxLength={gap.type === 'numeric' ? 50 : 500}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      {unit && ` ${text(unit)}`}
    </>
  );
}

/** A text with fields in it, read and filled from its beginning to its end. */
export function Cloze({ question: { text, gaps }, response, onAnswer }: AnswerProps<'cloze'>) {
  const locale = useLocale();
  const language = languageOf(locale, text);
  const fill = (id: string, value: string) =>
    onAnswer({ ...response, gaps: { ...response.gaps, [id]: value } });
  return (
    <p className={classes.text} lang={language === locale ? undefined : language}>
      {piecesOf(textIn(locale, text)).map((piece, index) => {
        if ('words' in piece) return <span key={index}>{piece.words}</span>;
        const at = gaps.findIndex(({ id }) => id === piece.gap);
        const gap = gaps[at];
        return (
          gap && (
            <GapField
              key={gap.id}
              gap={gap}
              number={at + 1}
              value={response.gaps[gap.id] ?? ''}
              onChange={(value) => fill(gap.id, value)}
            />
          )
        );
      })}
    </p>
  );
}
