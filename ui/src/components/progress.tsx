import type { ComponentProps } from 'react';
import classes from './progress.module.css';

/** How much of something is done; it needs a name, as `aria-label` or `aria-labelledby`. */
export function Progress(props: Omit<ComponentProps<'progress'>, 'className'>) {
  return <progress {...props} className={classes.progress} />;
}
