import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import classes from './charts.module.css';

export interface Bar {
  key: string;
  label: ReactNode;
  /** Null: withheld. */
  value: number | null;
  text: string;
  emphasis?: boolean;
}

/** Named quantities, each with a bar below its name: readable on the narrowest screen. */
export function BarList({ bars, most }: { bars: readonly Bar[]; most?: number }) {
  const greatest = most ?? Math.max(1, ...bars.map(({ value }) => value ?? 0));
  return (
    <ul className={classes.bars}>
      {bars.map(({ key, label, value, text, emphasis }) => (
        <li key={key} className={classes.barItem}>
          <span className={classes.barLabel}>{label}</span>
          <span className={classes.barText}>
            {value === null ? <FormattedMessage id="records.withheld" /> : text}
          </span>
          {value === null ? (
            <span className={classes.hiddenTrack} />
          ) : (
            <svg className={classes.barSvg} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="8" className={classes.barBack} />
              <rect
                // What is more than nothing can be seen, however much others come to.
                width={value === 0 ? 0 : Math.max(0.5, (100 * value) / greatest)}
                height="8"
                className={emphasis ? classes.barKey : classes.bar}
              />
            </svg>
          )}
        </li>
      ))}
    </ul>
  );
}
