import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Notice } from '../../../components/notice.tsx';
import classes from './bank.module.css';

/** Tells that two have changed the same, and asks whose is to hold. */
export const ContestNotice = ({
  children,
  onDecide,
}: {
  children: ReactNode;
  onDecide: (prefer: 'mine' | 'theirs') => void;
}) => (
  <div role="alert">
    <Notice tone="warn">
      <p>{children}</p>
      <div className={classes.ways}>
        <Button look="main" onClick={() => onDecide('mine')}>
          <FormattedMessage id="bank.contest.mine" />
        </Button>
        <Button onClick={() => onDecide('theirs')}>
          <FormattedMessage id="bank.contest.theirs" />
        </Button>
      </div>
    </Notice>
  </div>
);
