import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Icon } from '../../components/icon.tsx';
import classes from './option-line.module.css';

/** The options of a question in its review. */
export const OptionLines = ({ children }: { children: ReactNode }) => (
  <ul className={classes.options}>{children}</ul>
);

/** An option, and whether it was chosen and is right. */
export function OptionLine({
  letter,
  isChosen,
  isKey,
  children,
}: {
  letter?: string;
  isChosen: boolean;
  isKey: boolean;
  children: ReactNode;
}) {
  return (
    <li className={classes.option} data-key={isKey || undefined} data-chosen={isChosen || undefined}>
      <span className={classes.letter} aria-hidden="true">
        {letter}
      </span>
      <span>{children}</span>
      <span className={classes.marks}>
        {isChosen && (
          <span className={classes.yours}>
            <FormattedMessage id="result.yours" />
          </span>
        )}
        {isKey && (
          <span className={classes.key}>
            <Icon name="check" />
            <FormattedMessage id="result.key" />
          </span>
        )}
      </span>
    </li>
  );
}
