import type { GradebookView } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import classes from './class-page.module.css';

/** From one part of a large class to the next. */
export function ClassPager({ view, onPage }: { view: GradebookView; onPage: (page: number) => void }) {
  const { formatMessage } = useIntl();
  const { page, pages } = view;
  if (pages === 1) return null;
  const to = (next: number) => () => {
    if (next >= 1 && next <= pages) onPage(next);
  };
  return (
    <nav aria-label={formatMessage({ id: 'class.pages' })} className={classes.pager}>
      <Button aria-disabled={page === 1} onClick={to(page - 1)}>
        <FormattedMessage id="class.previousPage" />
      </Button>
      <span role="status">
        <FormattedMessage id="class.page" values={{ page, pages }} />
      </span>
      <Button aria-disabled={page === pages} onClick={to(page + 1)}>
        <FormattedMessage id="class.nextPage" />
      </Button>
    </nav>
  );
}
