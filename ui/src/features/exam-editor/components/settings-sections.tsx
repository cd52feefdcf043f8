import type { DraftFault, DraftField, ExamDraft } from '@chuyen-de/contracts';
import { USUAL_PENALTY, USUAL_TRIES } from '@chuyen-de/contracts/tries';
import { FormattedMessage } from 'react-intl';
import { CheckRow, RadioRows } from '../../../components/check-row.tsx';
import { Field } from '../../../components/field.tsx';
import classes from './exam-editor.module.css';
import { FaultText } from './fault-text.tsx';
import { NumberField } from './number-field.tsx';
import { Section } from './section.tsx';

export interface SectionProps {
  draft: ExamDraft;
  faults: readonly DraftFault[];
  onChange: (change: Partial<ExamDraft>) => void;
}

/** What stops a setting, beside it; what two say against each other is told in the list alone. */
export const faultOf = (faults: readonly DraftFault[], field: DraftField) => {
  const fault = faults.find(({ fields, stops }) => stops && fields.length === 1 && fields[0] === field);
  return fault && <FaultText fault={fault} />;
};

export function NameSection({ draft, faults, onChange }: SectionProps) {
  const text = (field: 'title' | 'summary', language: 'vi' | 'en') => (
    <Field
      type="text"
      maxLength={field === 'title' ? 200 : 1_000}
      label={
        <FormattedMessage
          id={field === 'title' ? `examEditor.name.${language}` : `examEditor.summary.${language}`}
        />
      }
      value={draft[field][language]}
      fault={language === 'vi' ? faultOf(faults, field) : undefined}
      onChange={(event) => onChange({ [field]: { ...draft[field], [language]: event.target.value } })}
    />
  );
  return (
    <Section legend="examEditor.name.legend" fields={['title', 'summary']}>
      {text('title', 'vi')}
      {text('title', 'en')}
      {text('summary', 'vi')}
      {text('summary', 'en')}
    </Section>
  );
}

const BEHAVIOURS = ['deferred', 'immediate', 'interactive'] as const;

/** What a way of answering says beside its name; what belongs to another one goes. */
const withBehaviour = (behaviour: (typeof BEHAVIOURS)[number]): Partial<ExamDraft> => ({
  behaviour: behaviour === 'deferred' ? undefined : behaviour,
  ...(behaviour === 'interactive'
    ? { tries: USUAL_TRIES, penalty: USUAL_PENALTY, tellsParts: true }
    : { tries: undefined, penalty: undefined, tellsParts: undefined }),
});

/** How often an answer may be tried, and what each further try costs. */
function TriesChoice({ draft, faults, onChange }: SectionProps) {
  return (
    <>
      <div className={classes.row}>
        {(['tries', 'penalty'] as const).map((field) => (
          <NumberField
            key={field}
            label={<FormattedMessage id={`examEditor.${field}`} />}
            value={draft[field] ?? null}
            fault={faultOf(faults, field)}
            onNumber={(next) => onChange({ [field]: next })}
          />
        ))}
      </div>
      <CheckRow
        checked={draft.tellsParts ?? false}
        onCheck={(on) => onChange({ tellsParts: on ? true : undefined })}
      >
        <FormattedMessage id="examEditor.tellsParts" />
      </CheckRow>
      <p className={classes.soft}>
        <FormattedMessage id="examEditor.tries.about" />
      </p>
    </>
  );
}

/** How questions are answered: all marked at the end, or checked one by one, once or several times. */
function BehaviourChoice(props: SectionProps) {
  const { draft, onChange } = props;
  return (
    <fieldset className={classes.group}>
      <legend className={classes.label}>
        <FormattedMessage id="examEditor.behaviour" />
      </legend>
      <RadioRows
        name="behaviour"
        values={BEHAVIOURS}
        chosen={draft.behaviour ?? 'deferred'}
        onChoose={(behaviour) => onChange(withBehaviour(behaviour))}
        wordsOf={(behaviour) => <FormattedMessage id={`examEditor.behaviour.${behaviour}`} />}
      />
      {draft.behaviour === 'interactive' && <TriesChoice {...props} />}
    </fieldset>
  );
}

const GRADINGS = ['highest', 'average', 'first', 'last'] as const;

function Grading({ draft, onChange }: Pick<SectionProps, 'draft' | 'onChange'>) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.label}>
        <FormattedMessage id="examEditor.grading" />
      </legend>
      <RadioRows
        name="grading"
        values={GRADINGS}
        chosen={draft.grading}
        onChoose={(grading) => onChange({ grading })}
        wordsOf={(grading) => <FormattedMessage id={`examStart.grading.${grading}`} />}
      />
    </fieldset>
  );
}

export function TakingSection({ draft, faults, onChange }: SectionProps) {
  const { minutes, attempts, passMark } = draft;
  return (
    <Section
      legend="examEditor.taking.legend"
      fields={[
        ...(['minutes', 'attempts', 'grading', 'passMark', 'behaviour'] as const),
        ...(['tries', 'penalty', 'tellsParts', 'certainty'] as const),
      ]}
    >
      <div className={classes.row}>
        <NumberField
          label={<FormattedMessage id="examEditor.minutes" />}
          value={minutes}
          fault={faultOf(faults, 'minutes')}
          onNumber={(next) => onChange({ minutes: next })}
        />
        <NumberField
          label={<FormattedMessage id="examEditor.passMark" />}
          value={passMark}
          fault={faultOf(faults, 'passMark')}
          onNumber={(next) => onChange({ passMark: next })}
        />
      </div>
      <CheckRow checked={attempts !== null} onCheck={(on) => onChange({ attempts: on ? 1 : null })}>
        <FormattedMessage id="examEditor.attempts.limit" />
      </CheckRow>
      {attempts !== null && (
        <div className={classes.row}>
          <NumberField
            label={<FormattedMessage id="examEditor.attempts" />}
            value={attempts === 0 ? null : attempts}
            fault={faultOf(faults, 'attempts')}
            // None typed yet is none at all, and not no limit.
            onNumber={(next) => onChange({ attempts: next ?? 0 })}
          />
        </div>
      )}
      {attempts !== 1 && <Grading draft={draft} onChange={onChange} />}
      <BehaviourChoice draft={draft} faults={faults} onChange={onChange} />
      <CheckRow
        checked={draft.certainty ?? false}
        onCheck={(on) => onChange({ certainty: on ? true : undefined })}
      >
        <FormattedMessage id="examEditor.certainty" />
      </CheckRow>
      {attempts === 1 && draft.grading !== 'highest' && <Grading draft={draft} onChange={onChange} />}
    </Section>
  );
}

export function PaperSection({ draft, faults, onChange }: SectionProps) {
  return (
    <Section
      legend="examEditor.paper.legend"
      fields={['shuffleQuestions', 'shuffleOptions', 'outageMinutes']}
    >
      {(['shuffleQuestions', 'shuffleOptions'] as const).map((field) => (
        <CheckRow key={field} checked={draft[field]} onCheck={(on) => onChange({ [field]: on })}>
          <FormattedMessage id={`examEditor.${field}`} />
        </CheckRow>
      ))}
      <h3 className={classes.label}>
        <FormattedMessage id="examEditor.outage.legend" />
      </h3>
      <div className={classes.row}>
        <NumberField
          label={<FormattedMessage id="examEditor.outageMinutes" />}
          value={draft.outageMinutes}
          fault={faultOf(faults, 'outageMinutes')}
          onNumber={(next) => onChange({ outageMinutes: next })}
        />
      </div>
    </Section>
  );
}
