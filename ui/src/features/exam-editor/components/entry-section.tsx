import { FormattedMessage } from 'react-intl';
import { Field } from '../../../components/field.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { Section } from './section.tsx';
import { faultOf, type SectionProps } from './settings-sections.tsx';

/** What it takes to begin the exam. */
export const EntrySection = ({ draft, faults, onChange }: SectionProps) => (
  <Section legend="examEditor.entry.legend" fields={['password', 'addresses']}>
    <Field
      type="text"
      maxLength={100}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      label={<FormattedMessage id="examEditor.password" />}
      hint={<FormattedMessage id="examEditor.password.hint" />}
      value={draft.password ?? ''}
      fault={faultOf(faults, 'password')}
      onChange={({ target: { value } }) => onChange({ password: value === '' ? undefined : value })}
    />
    <TextArea
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      label={<FormattedMessage id="examEditor.addresses" />}
      hint={<FormattedMessage id="examEditor.addresses.hint" />}
      value={draft.addresses?.join('\n') ?? ''}
      fault={faultOf(faults, 'addresses')}
      onChange={({ target: { value } }) =>
        onChange({ addresses: value === '' ? undefined : value.split('\n') })
      }
    />
  </Section>
);
