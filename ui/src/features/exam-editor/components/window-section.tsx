import { FormattedMessage } from 'react-intl';
import { Field } from '../../../components/field.tsx';
import { fromSchoolMinute, schoolMinute } from '../../../lib/school-time.ts';
import classes from './exam-editor.module.css';
import { Section } from './section.tsx';
import type { SectionProps } from './settings-sections.tsx';

/** Between which times the exam may be begun, by the school's clock. */
export const WindowSection = ({ draft, onChange }: Pick<SectionProps, 'draft' | 'onChange'>) => (
  <Section legend="examEditor.window.legend" fields={['opensAt', 'closesAt']}>
    <div className={`${classes.row ?? ''} ${classes.ends ?? ''}`}>
      {(['opensAt', 'closesAt'] as const).map((end) => (
        <Field
          key={end}
          type="datetime-local"
          label={<FormattedMessage id={`examEditor.window.${end}`} />}
          value={draft[end] === undefined ? '' : schoolMinute(draft[end])}
          onChange={({ target: { value } }) =>
            onChange({ [end]: value === '' ? undefined : fromSchoolMinute(value) })
          }
        />
      ))}
    </div>
    <p className={classes.soft}>
      <FormattedMessage id="examEditor.window.about" />
    </p>
  </Section>
);
