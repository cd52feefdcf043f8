import type { Locale } from '@chuyen-de/contracts';
import { useState, type SyntheticEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useLocation } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Select } from '../../../components/select.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { makeSurvey } from '../api/surveys.ts';
import { TEMPLATES, writtenFrom, type Template } from '../templates.ts';
import { SurveyLeadWords } from './surveys-words.tsx';
import classes from './surveys.module.css';

function Form({ code }: { code: string }) {
  const { formatMessage, locale } = useIntl();
  const [, go] = useLocation();
  const [template, setTemplate] = useState<Template>('quality');
  const making = useMutation({
    mutationFn: () => makeSurvey(code, writtenFrom(template, locale as Locale)),
    onSuccess: ({ id }) => go(`/classes/${code}/surveys/${id}`),
  });
  const make = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!making.isPending) making.mutate();
  };
  return (
    <form className={`${card.card ?? ''} ${classes.form ?? ''}`} onSubmit={make}>
      <h2>
        <FormattedMessage id="surveyLead.make" />
      </h2>
      <Select
        label={<FormattedMessage id="surveyLead.template" />}
        value={template}
        options={TEMPLATES.map((value) => ({
          value,
          label: formatMessage({ id: `surveyLead.template.${value}` }),
        }))}
        onChange={setTemplate}
      />
      {making.isError && <ErrorNotice error={making.error} />}
      <Button type="submit" look="main" aria-disabled={making.isPending}>
        <FormattedMessage id="surveyLead.start" />
      </Button>
    </form>
  );
}

/** Begins a survey, from a template. */
export const MakeForm = ({ code }: { code: string }) => (
  <SurveyLeadWords>
    <Form code={code} />
  </SurveyLeadWords>
);
