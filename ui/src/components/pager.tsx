import { FormattedMessage, useIntl } from 'react-intl';
import type { MessageId } from '../i18n/messages.ts';
import { Button } from './button.tsx';
import classes from './pager.module.css';

interface Props {
  /** What it has pages of. */
  label: MessageId;
  page: number;
  pages: number;
  onPage: (page: number) => void;
}

/** From one part of a long list to the next. */
export function Pager({ label, page, pages, onPage }: Props) {
  const { formatMessage } = useIntl();
  if (pages === 1) return null;
  const to = (next: number) => () => {
    if (next >= 1 && next <= pages) onPage(next);
  };
  return (
    <nav aria-label={formatMessage({ id: label })} className={classes.pager}>
      <Button aria-disabled={page === 1} onClick={to(page - 1)}>
        <FormattedMessage id="pager.previous" />
      </Button>
      <span role="status">
        <FormattedMessage id="pager.page" values={{ page, pages }} />
      </span>
      <Button aria-disabled={page === pages} onClick={to(page + 1)}>
        <FormattedMessage id="pager.next" />
      </Button>
    </nav>
  );
}
