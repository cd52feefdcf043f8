import type { MadeTopic, TopicFault } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { useSession } from '../../../lib/use-session.ts';
import { MADE_BANKS } from '../api/made-banks.ts';
import { issueTopic, retireTopic } from '../api/made-topics.ts';
import type { TopicSheet, TopicView } from '../topic-sheet.ts';
import classes from './bank.module.css';

const FaultList = ({ faults }: { faults: readonly TopicFault[] }) => (
  <ul className={classes.list}>
    {faults.map(({ code, values }, index) => (
      <li key={index}>
        <FormattedMessage id={`madeTopic.fault.${code}`} values={values} />
      </li>
    ))}
  </ul>
);

/** What is wrong with the topic, as of when it was saved last. */
export function TopicFaults({ faults }: { faults: readonly TopicFault[] }) {
  const stopping = faults.filter(({ stops }) => stops);
  const remarks = faults.filter(({ stops }) => !stops);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="bank.faults" />
      </h2>
      {stopping.length === 0 ? (
        <p>
          <FormattedMessage id="madeTopic.faults.none" />
        </p>
      ) : (
        <FaultList faults={stopping} />
      )}
      {remarks.length > 0 && (
        <>
          <h3>
            <FormattedMessage id="bank.remarks" />
          </h3>
          <FaultList faults={remarks} />
        </>
      )}
    </section>
  );
}

/** Does something to a topic as it is on screen, and shows what came of it. */
function useDeed(sheet: TopicSheet) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (deed: 'issue' | 'retire') =>
      sheet.carryOut(({ bank, code, edition }: MadeTopic) =>
        deed === 'issue' ? issueTopic(bank, code, edition) : retireTopic(bank, code),
      ),
    onSuccess: () => {
      // The picker asks anew before it shows anything: it has the topic chosen then.
      queryClient.removeQueries({ queryKey: ['picker'] });
      return queryClient.invalidateQueries({ queryKey: MADE_BANKS, refetchType: 'none' });
    },
  });
}

/** Whether learners read the topic, and how that changes. */
export function TopicUse({ view, sheet }: { view: TopicView; sheet: TopicSheet }) {
  const { dateTime } = useFormats();
  const isPicking = useSession()?.view === 'picker';
  const doing = useDeed(sheet);
  const { code, state, revision, issuedAt, can } = view.stored;
  const mayIssue = can.issue || view.state === 'changed';
  const start = (deed: 'issue' | 'retire') => () => {
    if (!doing.isPending) doing.mutate(deed);
  };
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="madeTopic.use" />
      </h2>
      <p role="status">
        <FormattedMessage
          id={`madeTopic.use.${state}`}
          values={{ revision: revision ?? 0, at: issuedAt === null ? '' : dateTime(issuedAt) }}
        />
      </p>
      <div className={classes.ways}>
        {mayIssue && (
          <Button look="main" aria-disabled={doing.isPending} onClick={start('issue')}>
            <FormattedMessage id={revision === null ? 'madeTopic.issue' : 'madeTopic.issue.again'} />
          </Button>
        )}
        {can.retire && isPicking && (
          <ButtonLink look={mayIssue ? 'plain' : 'main'} to={`/picker?chosen=topic:${code}`}>
            <FormattedMessage id="madeTopic.choose" />
          </ButtonLink>
        )}
        {can.retire && (
          <Button aria-disabled={doing.isPending} onClick={start('retire')}>
            <FormattedMessage id="madeTopic.retire" />
          </Button>
        )}
      </div>
      {doing.isError && <ErrorNotice error={doing.error} />}
    </section>
  );
}
