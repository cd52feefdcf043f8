import type { ComponentProps } from 'react';
import classes from './progress.module.css';

/** How much of something is done; it needs a name, as `aria-label` or `aria-labelledby`. */
export function Progress(props: Omit<ComponentProps<'progress'>, 'className'>) {
  return <progress {...props} className={classes.progress} />;
}

/** How much of the possible was reached; it needs a name as well. */
export function Meter(props: Omit<ComponentProps<'meter'>, 'className'>) {
  return <meter {...props} className={classes.meter} />;
}
