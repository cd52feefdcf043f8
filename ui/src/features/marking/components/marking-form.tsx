import type { AnswerToMark } from '@chuyen-de/contracts';
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMarkingSheet, type PointsField } from '../use-marking-sheet.ts';
import { MarkingWords } from './marking-words.tsx';
import classes from './marking.module.css';

type Sheet = ReturnType<typeof useMarkingSheet>;

export interface MarkingProps {
  exam: string;
  /** What its button says that it does. */
  deed: 'marking.save' | 'marking.saveAgain';
  onMarked: () => void;
  /** Leaves it for later. */
  onLater: () => void;
}

/** Enter goes from field to field; from the last one it sends the form, as browsers do. */
function toNextField(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return;
  const all = [...(event.currentTarget.form?.querySelectorAll<HTMLInputElement>('[data-points]') ?? [])];
  const next = all[all.indexOf(event.currentTarget) + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
}

function PointsInput({ field, sheet }: { field: PointsField; sheet: Sheet }) {
  const { id, most, title, description } = field;
  return (
    <Field
      type="text"
      inputMode="decimal"
      data-points=""
      autoComplete="off"
      label={
        <>
          {title ? <Localised text={title} /> : <FormattedMessage id="marking.points" />}{' '}
          <FormattedMessage id="marking.most" values={{ most }} />
        </>
      }
      hint={description && <Localised text={description} />}
      fault={
        sheet.isWrong(field) ? <FormattedMessage id="marking.pointsWrong" values={{ most }} /> : undefined
      }
      value={sheet.sheet.points[id] ?? ''}
      onChange={(event) => sheet.setPoints(id, event.target.value)}
      onKeyDown={toNextField}
    />
  );
}

function Comment({ sheet }: { sheet: Sheet }) {
  return (
    <TextArea
      rows={3}
      maxLength={4_000}
      label={<FormattedMessage id="marking.comment" />}
      value={sheet.sheet.comment}
      onChange={(event) => sheet.setWords({ comment: event.target.value })}
    />
  );
}

/** Why it is marked again, where it was marked before: by whoever had it first, or by somebody in between. */
function Reason({ sheet }: { sheet: Sheet }) {
  if (!sheet.isAgain) return null;
  return (
    <Field
      type="text"
      maxLength={500}
      label={<FormattedMessage id="marking.reason" />}
      hint={<FormattedMessage id="marking.reasonHint" />}
      fault={sheet.reasonIsWrong ? <FormattedMessage id="marking.reasonWrong" /> : undefined}
      value={sheet.sheet.reason}
      onChange={(event) => sheet.setWords({ reason: event.target.value })}
    />
  );
}

function Faults({ sheet: { since, marking } }: { sheet: Sheet }) {
  if (since)
    return (
      <div role="alert">
        <Notice tone="warn">
          <strong>
            <FormattedMessage id="marking.since" />
          </strong>{' '}
          <MarkingWords marking={since.marking} /> <FormattedMessage id="marking.sinceDo" />
        </Notice>
      </div>
    );
  return marking.isError ? <ErrorNotice error={marking.error} /> : null;
}

function Ways({
  sheet: { marking, since },
  deed,
  onLater,
}: { sheet: Sheet } & Pick<MarkingProps, 'deed' | 'onLater'>) {
  return (
    <div className={classes.ways}>
      <Button type="submit" look="main" aria-disabled={marking.isPending}>
        <FormattedMessage id={deed} />
      </Button>
      <Button onClick={onLater}>
        <FormattedMessage id={since ? 'marking.leaveIt' : 'marking.later'} />
      </Button>
    </div>
  );
}

/** Where an answer is marked: points, a few words to its learner, and on. */
export function MarkingForm({
  exam,
  answer,
  deed,
  onMarked,
  onLater,
}: MarkingProps & { answer: AnswerToMark }) {
  const { formatMessage } = useIntl();
  const { number } = useFormats();
  const form = useRef<HTMLFormElement>(null);
  const sheet = useMarkingSheet(exam, answer, onMarked);
  // Each answer begins with its points, so that marking goes on by keys alone.
  useLayoutEffect(
    () => form.current?.querySelector<HTMLInputElement>('[data-points]')?.focus({ preventScroll: true }),
    [],
  );
  return (
    <form
      ref={form}
      noValidate
      className={classes.form}
      aria-label={formatMessage({ id: 'marking.form' })}
      onSubmit={(event) => {
        event.preventDefault();
        sheet.mark();
      }}
    >
      {sheet.fields.map((field) => (
        <PointsInput key={field.id} field={field} sheet={sheet} />
      ))}
      {sheet.fields.length > 1 && (
        <p role="status">
          <FormattedMessage
            id="marking.total"
            values={{ total: number(sheet.total), most: number(sheet.most) }}
          />
        </p>
      )}
      <Comment sheet={sheet} />
      <Reason sheet={sheet} />
      <Faults sheet={sheet} />
      <Ways sheet={sheet} deed={deed} onLater={onLater} />
    </form>
  );
}
