import type { BankQuestions, ExamBank } from '@chuyen-de/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { CheckRow } from '../../../components/check-row.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Select } from '../../../components/select.tsx';
import { Localised } from '../../../components/localised.tsx';
import { useText } from '../../../lib/localised.ts';
import { useRested } from '../../../lib/use-rested.ts';
import { AskedQuestion } from '../../../question-types/asked-question.tsx';
import { faceOf, TYPE_NAMES } from '../../../question-types/index.ts';
import { bankQuestionsQuery, type QuestionFilter } from '../api/made-exams.ts';
import { LEVELS, topicsOf } from '../draft-changes.ts';
import classes from './exam-editor.module.css';

export type FoundQuestion = BankQuestions['questions'][number];

function Filter({
  bank,
  filter,
  onFilter,
}: {
  bank: ExamBank;
  filter: QuestionFilter;
  onFilter: (filter: QuestionFilter) => void;
}) {
  const { formatMessage } = useIntl();
  const text = useText();
  const all = <FormattedMessage id="examEditor.find.any" />;
  const set = (change: Partial<QuestionFilter>) => onFilter({ ...filter, ...change });
  return (
    <div role="search" className={classes.filter}>
      <Field
        type="search"
        label={<FormattedMessage id="examEditor.find.text" />}
        value={filter.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      <Select
        label={<FormattedMessage id="examEditor.find.topic" />}
        value={filter.topic}
        all={all}
        options={topicsOf(bank).map(({ code, title }) => ({ value: code, label: text(title) }))}
        onChange={(topic) => set({ topic })}
      />
      <Select
        label={<FormattedMessage id="examEditor.find.level" />}
        value={filter.level}
        all={all}
        options={LEVELS.map((value) => ({ value, label: formatMessage({ id: `level.${value}` }) }))}
        onChange={(level) => set({ level })}
      />
      <Select
        label={<FormattedMessage id="examEditor.find.type" />}
        value={filter.type}
        all={all}
        options={TYPE_NAMES.map((value) => ({ value, label: formatMessage({ id: faceOf(value).hint }) }))}
        onChange={(type) => set({ type })}
      />
    </div>
  );
}

function Found({
  question,
  slot,
  chosen,
  onChoose,
}: {
  question: FoundQuestion;
  slot: number;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}) {
  const { formatMessage } = useIntl();
  const [isOpen, setOpen] = useState(false);
  const { code, level, type, stem, topic: _, ...shown } = question;
  return (
    <li className={classes.found}>
      <CheckRow checked={chosen} onCheck={onChoose}>
        <Localised text={stem} />{' '}
        <span className={classes.soft}>
          {[code, formatMessage({ id: `level.${level}` }), formatMessage({ id: faceOf(type).hint })].join(
            ' · ',
          )}
        </span>
      </CheckRow>
      <Disclosure
        summary={<FormattedMessage id="examEditor.find.show" values={{ code }} />}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        {isOpen && (
          <AskedQuestion
            question={{ ...shown, type, stem, slot } as Parameters<typeof AskedQuestion>[0]['question']}
            response={faceOf(type).blank}
            onAnswer={() => undefined}
          />
        )}
      </Disclosure>
    </li>
  );
}

const EVERYTHING: QuestionFilter = { text: '', topic: '', level: '', type: '' };

/** Looks for questions of the bank, and chooses among them. */
export function QuestionFinder({
  code,
  bank,
  chosen,
  onChoose,
}: {
  code: string;
  bank: ExamBank;
  chosen: ReadonlySet<string>;
  onChoose: (question: FoundQuestion, on: boolean) => void;
}) {
  const [filter, setFilter] = useState(EVERYTHING);
  const found = useInfiniteQuery(bankQuestionsQuery(code, useRested(filter)));
  const questions = found.data?.pages.flatMap((page) => page.questions) ?? [];
  return (
    <div className={classes.finder}>
      <Filter bank={bank} filter={filter} onFilter={setFilter} />
      {found.isPending && <Loading />}
      {found.data && (
        <p role="status" className={classes.soft}>
          {questions.length > 0 ? (
            <FormattedMessage id="examEditor.find.found" values={{ count: questions.length }} />
          ) : (
            <FormattedMessage id={found.hasNextPage ? 'examEditor.find.noneYet' : 'examEditor.find.none'} />
          )}
        </p>
      )}
      <ul className={classes.list}>
        {questions.map((question, index) => (
          <Found
            key={question.code}
            question={question}
            slot={index + 1}
            chosen={chosen.has(question.code)}
            onChoose={(on) => onChoose(question, on)}
          />
        ))}
      </ul>
      {found.isError && <ErrorNotice error={found.error} />}
      {found.hasNextPage && (
        <Button aria-disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          <FormattedMessage id="examEditor.find.more" />
        </Button>
      )}
    </div>
  );
}
