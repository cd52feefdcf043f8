import type { Survey } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { closeSurvey, surveyQuery } from '../api/surveys.ts';
import { DeedButton } from './deed-dialog.tsx';
import { SurveyEditor } from './survey-editor.tsx';
import { SurveyLeadWords } from './surveys-words.tsx';
import classes from './surveys.module.css';

function Preview({ survey }: { survey: Survey }) {
  return (
    <section className={`${card.card ?? ''} ${classes.form ?? ''}`}>
      <h2>
        <FormattedMessage id="surveyLead.preview" />
      </h2>
      {survey.intro !== '' && <p className={classes.text}>{survey.intro}</p>}
      <ol>
        {survey.questions.map(({ text, kind }, number) => (
          <li key={number}>
            {text}{' '}
            <span className={classes.soft}>
              (<FormattedMessage id={`surveyLead.kind.${kind}`} />)
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Published({ code, survey }: { code: string; survey: Survey }) {
  const queryClient = useQueryClient();
  const close = async () => {
    const closed = await closeSurvey(code, survey.id);
    queryClient.setQueryData(surveyQuery(code, survey.id).queryKey, closed);
  };
  return (
    <>
      <section className={classes.form}>
        {survey.can.seeResults ? (
          <ButtonLink look="main" to={`/classes/${code}/surveys/${survey.id}/results`}>
            <FormattedMessage id="surveyLead.results" />
          </ButtonLink>
        ) : (
          <p>
            <FormattedMessage id="surveyLead.whileOpen" />
          </p>
        )}
        {survey.can.close && <DeedButton deed="close" act={close} />}
      </section>
      <Preview survey={survey} />
    </>
  );
}

/** The survey as those have it who look after the class. */
export const LeadView = ({ code, survey }: { code: string; survey: Survey }) => (
  <SurveyLeadWords>
    {survey.can.edit ? (
      <SurveyEditor code={code} survey={survey} />
    ) : (
      <Published code={code} survey={survey} />
    )}
  </SurveyLeadWords>
);
