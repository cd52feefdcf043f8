import type { Survey, SurveyQuestion, WriteSurvey } from '@chuyen-de/contracts';
import { MOST_SURVEY_QUESTIONS } from '@chuyen-de/contracts/survey-bounds';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useLocation } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { isSame } from '../../../lib/is-same.ts';
import { movedUp } from '../../../lib/moved-up.ts';
import { fromSchoolMinute, schoolMinute } from '../../../lib/school-time.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { publishSurvey, removeSurvey, saveSurvey, surveyQuery, surveysQuery } from '../api/surveys.ts';
import { isFit, writtenOf } from '../written.ts';
import { DeedButton } from './deed-dialog.tsx';
import { QuestionEditor } from './question-editor.tsx';
import classes from './surveys.module.css';

const NEW: SurveyQuestion = { kind: 'text', text: '', required: false };

interface Writing {
  written: WriteSurvey;
  onChange: (change: Partial<WriteSurvey>) => void;
}

/** What the survey is called, what is said of it, and when it is open. */
function Head({ written, onChange }: Writing) {
  const moment = (name: 'opensAt' | 'closesAt') => ({
    type: 'datetime-local',
    value: written[name] === null ? '' : schoolMinute(written[name]),
    onChange: ({ target }: { target: { value: string } }) =>
      onChange({ [name]: target.value === '' ? null : fromSchoolMinute(target.value) }),
  });
  return (
    <section className={`${card.card ?? ''} ${classes.form ?? ''}`}>
      <p className={classes.soft}>
        <FormattedMessage id="surveyLead.draft" />
      </p>
      <Field
        label={<FormattedMessage id="surveyLead.name" />}
        maxLength={200}
        value={written.title}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <TextArea
        label={<FormattedMessage id="surveyLead.intro" />}
        maxLength={2_000}
        value={written.intro}
        onChange={(event) => onChange({ intro: event.target.value })}
      />
      <div className={classes.window}>
        <Field label={<FormattedMessage id="surveyLead.opens" />} {...moment('opensAt')} />
        <Field label={<FormattedMessage id="surveyLead.closes" />} {...moment('closesAt')} />
      </div>
      <p className={classes.soft}>
        <FormattedMessage id="surveyLead.window.hint" />
      </p>
    </section>
  );
}

function Questions({ written: { questions }, onChange }: Writing) {
  const set = (next: SurveyQuestion[]) => onChange({ questions: next });
  return (
    <>
      {questions.map((question, index) => (
        <QuestionEditor
          key={index}
          number={index + 1}
          question={question}
          onChange={(changed) => set(questions.map((each, at) => (at === index ? changed : each)))}
          onUp={index === 0 ? undefined : () => set(movedUp(questions, index))}
          onRemove={questions.length === 1 ? undefined : () => set(questions.filter((_, at) => at !== index))}
        />
      ))}
      {questions.length < MOST_SURVEY_QUESTIONS && (
        <div className={classes.ways}>
          <Button onClick={() => set([...questions, NEW])}>
            <FormattedMessage id="surveyLead.add" />
          </Button>
        </div>
      )}
    </>
  );
}

/** What is done to a draft: what was written is saved over the change that it was made from. */
function useDraftDeeds(code: string, { id, change }: Survey, written: WriteSurvey) {
  const queryClient = useQueryClient();
  const [, go] = useLocation();
  const [madeFrom, setMadeFrom] = useState(change);
  const show = (survey: Survey) => queryClient.setQueryData(surveyQuery(code, id).queryKey, survey);
  const save = async (): Promise<Survey> => {
    const saved = await saveSurvey(code, id, { ...written, change: madeFrom });
    setMadeFrom(saved.change);
    show(saved);
    return saved;
  };
  return {
    saving: useMutation({ mutationFn: save }),
    publish: async () => show(await publishSurvey(code, id, (await save()).change)),
    remove: async () => {
      const list = await removeSurvey(code, id);
      queryClient.setQueryData(surveysQuery(code).queryKey, list);
      go(`/classes/${code}/surveys`);
    },
  };
}

/** A survey while it is written. */
export function SurveyEditor({ code, survey }: { code: string; survey: Survey }) {
  const [written, setWritten] = useState(() => writtenOf(survey));
  const { saving, publish, remove } = useDraftDeeds(code, survey, written);
  const writing: Writing = { written, onChange: (change) => setWritten({ ...written, ...change }) };
  const fits = isFit(written);
  return (
    <>
      <Head {...writing} />
      <Questions {...writing} />
      {!fits && (
        <p className={classes.soft}>
          <FormattedMessage id="surveyLead.unfit" />
        </p>
      )}
      {saving.isError && <ErrorNotice error={saving.error} />}
      <p role="status" className={classes.soft}>
        {saving.isSuccess && isSame(written, writtenOf(survey)) && <FormattedMessage id="surveyLead.saved" />}
      </p>
      <div className={classes.ways}>
        <DeedButton deed="publish" look="main" idle={!fits} act={publish} />
        <Button aria-disabled={!fits || saving.isPending} onClick={() => saving.mutate()}>
          <FormattedMessage id="surveyLead.save" />
        </Button>
        <DeedButton deed="removeDraft" act={remove} />
      </div>
    </>
  );
}
