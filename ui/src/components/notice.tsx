import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import classes from './notice.module.css';

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad';

const ICONS: Record<NoticeTone, IconName> = { info: 'info', good: 'check', warn: 'warning', bad: 'warning' };

/** A remark beside the matter; `live` where it appears while the reader is elsewhere on the page. */
export function Notice({
  tone = 'info',
  live = false,
  children,
}: {
  tone?: NoticeTone;
  live?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`${classes.notice ?? ''} ${classes[tone] ?? ''}`} {...(live ? { role: 'status' } : {})}>
      <Icon name={ICONS[tone]} />
      <div className={classes.text}>{children}</div>
    </div>
  );
}
