import type { GradebookView } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { GRADEBOOK_KEY, refreshRoster, retryAllGrades } from '../api/gradebook.ts';
import classes from './class-page.module.css';

function useGradebookMutation<T>(mutationFn: () => Promise<T>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: GRADEBOOK_KEY }),
  });
}

function RosterState({ view }: { view: GradebookView }) {
  const { dateTime } = useFormats();
  if (!view.rosterOffered) return <FormattedMessage id="class.rosterNotOffered" />;
  if (view.rosterState !== 'idle') return <FormattedMessage id={`class.roster.${view.rosterState}`} />;
  if (view.rosterAt === null) return <FormattedMessage id="class.rosterNever" />;
  return <FormattedMessage id="class.rosterAt" values={{ at: dateTime(view.rosterAt) }} />;
}

function Roster({ view }: { view: GradebookView }) {
  const refresh = useGradebookMutation(refreshRoster);
  return (
    <div className={classes.action}>
      {view.can.readRoster && (
        <Button aria-disabled={refresh.isPending} onClick={() => refresh.mutate()}>
          <Icon name="refresh" />
          <FormattedMessage id={refresh.isPending ? 'class.refreshing' : 'class.refreshRoster'} />
        </Button>
      )}
      <span role="status" className={classes.soft}>
        {refresh.data && (
          <>
            <FormattedMessage id="class.rosterRead" values={{ members: refresh.data.members }} />{' '}
          </>
        )}
        <RosterState view={view} />
      </span>
      {view.rosterGap !== null && (
        <Notice tone="warn">
          <FormattedMessage id={`class.rosterGap.${view.rosterGap}`} />
        </Notice>
      )}
      {refresh.isError && <ErrorNotice error={refresh.error} />}
    </div>
  );
}

function RetryAll({ view }: { view: GradebookView }) {
  const retry = useGradebookMutation(retryAllGrades);
  const missing = view.can.retry;
  if (!missing && retry.data === undefined) return null;
  return (
    <div className={classes.action}>
      {missing && (
        <Button aria-disabled={retry.isPending} onClick={() => retry.mutate()}>
          <FormattedMessage id="class.retryAll" />
        </Button>
      )}
      <span role="status" className={classes.soft}>
        {retry.data && (
          <FormattedMessage
            id={missing ? 'class.retried' : 'class.retriedAll'}
            values={{ count: retry.data.count }}
          />
        )}
      </span>
      {retry.isError && <ErrorNotice error={retry.error} />}
    </div>
  );
}

export function ClassActions({ view }: { view: GradebookView }) {
  return (
    <div className={classes.actions}>
      {view.can.mark && (
        <ButtonLink look="main" to="/marking">
          <FormattedMessage id="class.mark" values={{ count: view.figures.awaitsMarking }} />
        </ButtonLink>
      )}
      <Roster view={view} />
      {view.graded && <RetryAll view={view} />}
    </div>
  );
}
