import { BANDS, type Band } from '@chuyen-de/contracts/bands';
import { FormattedMessage, useIntl } from 'react-intl';
import { TextArea } from '../../../components/text-area.tsx';
import classes from './exam-editor.module.css';
import { Section } from './section.tsx';
import type { SectionProps } from './settings-sections.tsx';

const NONE = { vi: '', en: '' };

function BandText({ band, draft, onChange }: { band: Band } & Pick<SectionProps, 'draft' | 'onChange'>) {
  const { formatMessage } = useIntl();
  const text = draft.feedback?.[band] ?? NONE;
  const change = (language: 'vi' | 'en', value: string) =>
    onChange({ feedback: { ...draft.feedback, [band]: { ...text, [language]: value } } });
  return (
    <>
      {(['vi', 'en'] as const).map((language) => (
        <TextArea
          key={language}
          rows={2}
          maxLength={1_000}
          label={
            <FormattedMessage
              id={`examEditor.feedback.${language}`}
              values={{ band: formatMessage({ id: `app.band.${band}` }) }}
            />
          }
          value={text[language]}
          onChange={(event) => change(language, event.target.value)}
        />
      ))}
    </>
  );
}

/** What learners are told about how their score is classified. */
export const FeedbackSection = ({ draft, onChange }: Pick<SectionProps, 'draft' | 'onChange'>) => (
  <Section legend="examEditor.feedback.legend" fields={['feedback']}>
    <p className={classes.soft}>
      <FormattedMessage id="examEditor.feedback.about" />
    </p>
    {BANDS.map((band) => (
      <BandText key={band} {...{ band, draft, onChange }} />
    ))}
  </Section>
);
