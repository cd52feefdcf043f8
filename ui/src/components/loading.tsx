import { FormattedMessage } from 'react-intl';
import classes from './loading.module.css';

/** Says that something is on its way; appears only when that takes a moment. */
export function Loading({ message = 'app.loading' }: { message?: 'app.loading' | 'app.opening' }) {
  return (
    <p role="status" className={classes.loading}>
      <span className={classes.spinner} aria-hidden="true" />
      <FormattedMessage id={message} />
    </p>
  );
}
