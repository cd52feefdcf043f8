import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { useFocusOnArrival } from '../../../components/use-focus-on-arrival.ts';
import type { MessageId } from '../../../i18n/messages.ts';
import classes from './room-panel.module.css';

/** Takes the paper's place when something stands in its way. */
export function RoomPanel({ title, children }: { title: MessageId; children: ReactNode }) {
  const heading = useFocusOnArrival();
  return (
    <main id="main" className={classes.main}>
      <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
        <h2 ref={heading} tabIndex={-1}>
          <FormattedMessage id={title} />
        </h2>
        {children}
      </section>
    </main>
  );
}
