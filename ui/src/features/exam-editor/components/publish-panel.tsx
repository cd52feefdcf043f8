import type { DraftFault, MadeExam } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { useSession } from '../../../lib/use-session.ts';
import { MADE_EXAMS } from '../api/made-exams.ts';
import type { DraftSheet, DraftView } from '../draft-sheet.ts';
import classes from './exam-editor.module.css';
import { FaultText, useFieldNames } from './fault-text.tsx';
import { placeOf } from './section.tsx';

/** Leads to where something is set: the address stays as it is, which says what part of the page is open. */
function goTo({ fields: [field] }: DraftFault): void {
  const place = field && document.getElementById(placeOf(field));
  place?.scrollIntoView({ block: 'center' });
  const section = place ? place.parentElement : null;
  const wrong = section?.querySelector<HTMLElement>('[aria-invalid=true]');
  (wrong ?? section?.querySelector<HTMLElement>('input, select, summary'))?.focus();
}

function Faults({ faults }: { faults: readonly DraftFault[] }) {
  return (
    <ul className={classes.list}>
      {faults.map((fault) => (
        <li key={JSON.stringify(fault)}>
          <button type="button" className={classes.fault} onClick={() => goTo(fault)}>
            <FaultText fault={fault} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What is wrong with the draft, as of when it was saved last. */
export function FaultList({ faults }: { faults: readonly DraftFault[] }) {
  const stops = faults.filter((fault) => fault.stops);
  const remarks = faults.filter((fault) => !fault.stops);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`} aria-live="polite">
      <h2 className={classes.legend}>
        <FormattedMessage id="examEditor.faults.title" />
      </h2>
      {stops.length === 0 ? (
        <p>
          <FormattedMessage id="examEditor.faults.none" />
        </p>
      ) : (
        <Faults faults={stops} />
      )}
      {remarks.length > 0 && (
        <>
          <h3 className={classes.label}>
            <FormattedMessage id="examEditor.remarks.title" />
          </h3>
          <Faults faults={remarks} />
        </>
      )}
    </section>
  );
}

function InForce({ inForce }: { inForce: MadeExam['inForce'] }) {
  const fieldNames = useFieldNames();
  if (inForce === null) return <FormattedMessage id="examEditor.publish.never" />;
  const { revision, changes } = inForce;
  const fields = fieldNames(changes.map(({ field }) => field));
  return (
    <FormattedMessage
      id={changes.length === 0 ? 'examEditor.publish.same' : 'examEditor.publish.differs'}
      values={{ revision, fields }}
    />
  );
}

/** What a change means once somebody has begun: what stays, and for whom the rest counts. */
function Consequences({ exam: { usage, inForce } }: { exam: MadeExam }) {
  const fieldNames = useFieldNames();
  if (usage.attempts === 0 || inForce === null) return null;
  const of = (whom: 'next-attempts' | 'everybody') =>
    inForce.changes.filter((change) => change.for === whom).map(({ field }) => field);
  const [next, everybody] = [of('next-attempts'), of('everybody')];
  return (
    <ul className={classes.list}>
      <li>
        <FormattedMessage id="examEditor.usage" values={usage} />
      </li>
      {inForce.changes.length > 0 && (
        <li>
          <FormattedMessage id="examEditor.usage.keep" />
        </li>
      )}
      {next.length > 0 && (
        <li>
          <FormattedMessage id="examEditor.usage.next" values={{ fields: fieldNames(next) }} />
        </li>
      )}
      {everybody.length > 0 && (
        <li>
          <FormattedMessage id="examEditor.usage.everybody" values={{ fields: fieldNames(everybody) }} />
        </li>
      )}
    </ul>
  );
}

/** How an exam that is in force comes into the course: at once where the LMS has asked for content. */
function Placing({ code }: { code: string }) {
  const session = useSession();
  return (
    <section className={classes.placing}>
      <h3 className={classes.label}>
        <FormattedMessage id="examEditor.place.title" />
      </h3>
      {session?.view === 'picker' ? (
        <ButtonLink look="main" to={`/picker?chosen=exam:${code}`}>
          <FormattedMessage id="examEditor.place.choose" />
        </ButtonLink>
      ) : (
        <p>
          <FormattedMessage id="examEditor.place.how" />
        </p>
      )}
    </section>
  );
}

/** Where its fixed papers are printed. */
const Printing = ({ code }: { code: string }) => (
  <ButtonLink to={`/made-exams/${code}/papers`}>
    <FormattedMessage id="examEditor.papers.print" />
  </ButtonLink>
);

/** Puts the draft into force: says what that changes, and what stands in its way. */
export function PublishPanel({ view, sheet }: { view: DraftView; sheet: DraftSheet }) {
  const queryClient = useQueryClient();
  const { stored: exam } = view;
  const publishing = useMutation({
    mutationFn: () => sheet.publish(),
    onSuccess: () => {
      // The picker asks anew before it shows anything: it has the exam chosen then.
      queryClient.removeQueries({ queryKey: ['picker'] });
      return queryClient.invalidateQueries({ queryKey: [...MADE_EXAMS, 'list'] });
    },
  });
  const stops = exam.faults.filter((fault) => fault.stops).length;
  const isAsInForce = exam.inForce?.changes.length === 0 && view.state === 'saved';
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="examEditor.publish.title" />
      </h2>
      <p role="status">
        <InForce inForce={exam.inForce} />
      </p>
      <Consequences exam={exam} />
      {stops > 0 && (
        <p>
          <FormattedMessage id="examEditor.publish.stopped" values={{ count: stops }} />
        </p>
      )}
      {!isAsInForce && (
        <Button
          look="main"
          disabled={stops > 0 || publishing.isPending || view.contest !== undefined}
          onClick={() => publishing.mutate()}
        >
          <FormattedMessage
            id={
              publishing.isPending
                ? 'examEditor.publishing'
                : exam.inForce
                  ? 'examEditor.publish.again'
                  : 'examEditor.publish'
            }
          />
        </Button>
      )}
      {publishing.isError && <ErrorNotice error={publishing.error} />}
      {exam.inForce && exam.draft.papers && <Printing code={exam.code} />}
      {exam.inForce && <Placing code={exam.code} />}
    </section>
  );
}
