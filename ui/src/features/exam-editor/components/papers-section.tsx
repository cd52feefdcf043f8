import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { RadioRows } from '../../../components/check-row.tsx';
import { Field } from '../../../components/field.tsx';
import { previewSeed } from '../draft-changes.ts';
import classes from './exam-editor.module.css';
import { Section } from './section.tsx';
import { faultOf, type SectionProps } from './settings-sections.tsx';

/** What most schools number their papers by. */
const FIRST_CODES = '101–104';

/** Whether papers are drawn for each learner, or fixed ones are made with codes. */
export function PapersSection({ draft: { papers }, faults, onChange }: SectionProps) {
  return (
    <Section legend="examEditor.papers.legend" fields={['papers']}>
      <RadioRows
        name="papers"
        values={['random', 'fixed'] as const}
        chosen={papers ? 'fixed' : 'random'}
        onChoose={(kind) =>
          onChange({ papers: kind === 'fixed' ? { codes: FIRST_CODES, seed: previewSeed() } : undefined })
        }
        wordsOf={(kind) => <FormattedMessage id={`examEditor.papers.${kind}`} />}
      />
      {papers && (
        <>
          <Field
            type="text"
            maxLength={200}
            autoComplete="off"
            label={<FormattedMessage id="examEditor.papers.codes" />}
            hint={<FormattedMessage id="examEditor.papers.codesHint" />}
            value={papers.codes}
            fault={faultOf(faults, 'papers')}
            onChange={(event) => onChange({ papers: { ...papers, codes: event.target.value } })}
          />
          <div className={classes.ways}>
            <Button onClick={() => onChange({ papers: { ...papers, seed: previewSeed() } })}>
              <FormattedMessage id="examEditor.papers.again" />
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}
