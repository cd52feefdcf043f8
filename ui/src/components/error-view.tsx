import type { ErrorCode } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { NetworkError, ProblemError } from '../lib/http.ts';
import { sessionStore } from '../lib/session-store.ts';
import { Button, ButtonAnchor } from './button.tsx';
import classes from './error-view.module.css';
import { Notice } from './notice.tsx';
import { useErrorWords } from './use-error-words.ts';
import { useFocusAtOnce } from './use-focus-at-once.ts';
import { useReturnOfServer } from './use-return-of-server.ts';

/** What stays refused until the course opens the page anew. */
const NEEDS_LAUNCH: readonly ErrorCode[] = [
  'session_required',
  'session_expired',
  'session_ended',
  'launch_code_spent',
  'not_permitted',
  'not_in_this_link',
  'picker_closed',
];

const mayComeRight = (error: unknown) =>
  !(error instanceof ProblemError && NEEDS_LAUNCH.includes(error.code));

function RequestNumber({ error }: { error: unknown }) {
  const id = error instanceof ProblemError ? error.problem?.requestId : undefined;
  if (id === undefined) return null;
  return (
    <p className={classes.request}>
      <FormattedMessage id="error.requestId" values={{ id }} />
    </p>
  );
}

/** A page's place when it could not be shown: what happened, what to do next. */
export function ErrorView({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const words = useErrorWords(error);
  // The page that the reader was on is gone: start anew where it says why.
  const heading = useFocusAtOnce<HTMLHeadingElement>();
  const retriesItself = useReturnOfServer(error, onRetry);
  const returnUrl = sessionStore.current()?.session.returnUrl;
  return (
    <section className={classes.view}>
      <h1 ref={heading} tabIndex={-1}>
        {words.what}
      </h1>
      <p>{words.todo}</p>
      {retriesItself && (
        <p>
          <FormattedMessage id="app.retriesItself" />
        </p>
      )}
      <RequestNumber error={error} />
      <div className={classes.ways}>
        {onRetry && mayComeRight(error) && (
          <Button look="main" onClick={onRetry}>
            <FormattedMessage id="app.retry" />
          </Button>
        )}
        {returnUrl !== undefined && (
          <ButtonAnchor href={returnUrl} target="_top">
            <FormattedMessage id="app.backToCourse" />
          </ButtonAnchor>
        )}
      </div>
    </section>
  );
}

/** The same beside a form or a button, where the page itself stands. */
export function ErrorNotice({ error }: { error: unknown }) {
  const words = useErrorWords(error);
  return (
    <div role="alert">
      <Notice tone={error instanceof NetworkError ? 'warn' : 'bad'}>
        <strong>{words.what}</strong> {words.todo}
      </Notice>
    </div>
  );
}
