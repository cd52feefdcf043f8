import type { SurveyQuestion } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { CheckRow } from '../../../components/check-row.tsx';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { ofKind } from '../written.ts';
import classes from './surveys.module.css';

const KINDS: SurveyQuestion['kind'][] = ['scale', 'single', 'multiple', 'text'];

interface Editing {
  question: SurveyQuestion;
  onChange: (question: SurveyQuestion) => void;
}

/** What a kind of question has beside its words. */
function Particulars({ question, onChange }: Editing) {
  switch (question.kind) {
    case 'scale':
      return (
        <div className={classes.window}>
          <Field
            label={<FormattedMessage id="surveyLead.low" />}
            maxLength={100}
            value={question.low}
            onChange={(event) => onChange({ ...question, low: event.target.value })}
          />
          <Field
            label={<FormattedMessage id="surveyLead.high" />}
            maxLength={100}
            value={question.high}
            onChange={(event) => onChange({ ...question, high: event.target.value })}
          />
        </div>
      );
    case 'single':
    case 'multiple':
      return (
        <TextArea
          label={<FormattedMessage id="surveyLead.options" />}
          value={question.options.join('\n')}
          onChange={(event) => onChange({ ...question, options: event.target.value.split('\n') })}
        />
      );
    case 'text':
      return null;
  }
}

/** A question while it is written. */
export function QuestionEditor({
  number,
  onUp,
  onRemove,
  ...editing
}: Editing & { number: number; onUp: (() => void) | undefined; onRemove: (() => void) | undefined }) {
  const { question, onChange } = editing;
  const { formatMessage } = useIntl();
  return (
    <section className={`${card.card ?? ''} ${classes.form ?? ''}`}>
      <h2>
        <FormattedMessage id="surveyLead.question" values={{ number }} />
      </h2>
      <Field
        label={<FormattedMessage id="surveyLead.question.text" />}
        maxLength={500}
        value={question.text}
        onChange={(event) => onChange({ ...question, text: event.target.value })}
      />
      <Select
        label={<FormattedMessage id="surveyLead.kind" />}
        value={question.kind}
        options={KINDS.map((value) => ({ value, label: formatMessage({ id: `surveyLead.kind.${value}` }) }))}
        onChange={(kind) => onChange(ofKind(question, kind, 'options' in question ? question.options : ['']))}
      />
      <Particulars {...editing} />
      <CheckRow checked={question.required} onCheck={(required) => onChange({ ...question, required })}>
        <FormattedMessage id="surveyLead.question.required" />
      </CheckRow>
      <div className={classes.ways}>
        {onUp && (
          <Button onClick={onUp}>
            <FormattedMessage id="surveyLead.up" values={{ number }} />
          </Button>
        )}
        {onRemove && (
          <Button onClick={onRemove}>
            <FormattedMessage id="surveyLead.remove" values={{ number }} />
          </Button>
        )}
      </div>
    </section>
  );
}
