import type { ExamBank, ExamDraft, LanguageMap, MadeExam } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Localised } from '../../../components/localised.tsx';
import { movedUp } from '../../../lib/moved-up.ts';
import { withPoints } from '../draft-changes.ts';
import classes from './exam-editor.module.css';
import { NumberField } from './number-field.tsx';
import { QuestionFinder, type FoundQuestion } from './question-finder.tsx';
import { Section } from './section.tsx';
import type { SectionProps } from './settings-sections.tsx';

type Fixed = ExamDraft['fixed'][number];
type Props = SectionProps & { code: string; bank: ExamBank; fixedQuestions: MadeExam['fixedQuestions'] };

type RowProps = Pick<Props, 'draft' | 'onChange'> & { each: Fixed; index: number };

/** What can be done with a fixed question: its points, its place, or to take it out. */
function RowWays({ each: { question, points }, index, draft: { fixed }, onChange }: RowProps) {
  const { formatMessage } = useIntl();
  const said = (id: 'takeOutOf' | 'up' | 'down') =>
    formatMessage({ id: `examEditor.fixed.${id}` }, { code: question });
  const move = (at: number) => onChange({ fixed: movedUp(fixed, at) });
  const setPoints = (next: number | null) =>
    onChange({
      fixed: fixed.map((other) => (other.question === question ? withPoints(other, next) : other)),
    });
  return (
    <div className={classes.ways}>
      <div className={classes.points}>
        <NumberField
          label={<FormattedMessage id="examEditor.fixed.points" />}
          aria-label={formatMessage({ id: 'examEditor.fixed.pointsOf' }, { code: question })}
          value={points ?? null}
          placeholder="1"
          onNumber={setPoints}
        />
      </div>
      <Button look="quiet" aria-label={said('up')} disabled={index === 0} onClick={() => move(index)}>
        ↑
      </Button>
      <Button
        look="quiet"
        aria-label={said('down')}
        disabled={index === fixed.length - 1}
        onClick={() => move(index + 1)}
      >
        ↓
      </Button>
      <Button
        look="quiet"
        aria-label={said('takeOutOf')}
        onClick={() => onChange({ fixed: fixed.filter((other) => other.question !== question) })}
      >
        <FormattedMessage id="examEditor.fixed.takeOut" />
      </Button>
    </div>
  );
}

function FixedRow({ stem, retired, ...row }: RowProps & { stem: LanguageMap | undefined; retired: boolean }) {
  return (
    <li className={classes.fixed}>
      <span>
        {stem && <Localised text={stem} />}{' '}
        <span className={classes.soft}>
          {row.each.question}
          {retired && (
            <>
              {' · '}
              <strong>
                <FormattedMessage id="examEditor.fixed.retired" />
              </strong>
            </>
          )}
        </span>
      </span>
      <RowWays {...row} />
    </li>
  );
}

/** The questions that every paper has, and where to choose them. */
export function FixedSection(props: Props) {
  const { code, bank, draft, fixedQuestions, onChange } = props;
  // Of those that were just chosen the server has not told yet.
  const [stems, setStems] = useState<ReadonlyMap<string, LanguageMap>>(new Map());
  const known = new Map(fixedQuestions.map((question) => [question.code, question]));
  const choose = (question: FoundQuestion, on: boolean) => {
    setStems((held) => new Map(held).set(question.code, question.stem));
    const others = draft.fixed.filter((each) => each.question !== question.code);
    onChange({ fixed: on ? [...others, { topic: question.topic, question: question.code }] : others });
  };
  return (
    <Section legend="examEditor.fixed.legend" fields={['fixed']}>
      <p className={classes.soft}>
        <FormattedMessage
          id={draft.fixed.length === 0 ? 'examEditor.fixed.none' : 'examEditor.fixed.intro'}
        />
      </p>
      {draft.fixed.length > 0 && (
        <ol className={classes.list}>
          {draft.fixed.map((each, index) => (
            <FixedRow
              key={each.question}
              {...{ each, index, draft, onChange }}
              stem={known.get(each.question)?.stem ?? stems.get(each.question)}
              retired={known.get(each.question)?.retired ?? false}
            />
          ))}
        </ol>
      )}
      <Finder {...{ code, bank }} chosen={draft.fixed} onChoose={choose} />
    </Section>
  );
}

/** Asks for questions once somebody wants to choose. */
function Finder(props: Omit<Parameters<typeof QuestionFinder>[0], 'chosen'> & { chosen: readonly Fixed[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure
      summary={<FormattedMessage id="examEditor.fixed.choose" />}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      {isOpen && <QuestionFinder {...props} chosen={new Set(props.chosen.map(({ question }) => question))} />}
    </Disclosure>
  );
}
