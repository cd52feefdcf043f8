import type { ClassHome } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { Disclosure } from '../../../components/disclosure.tsx';
import { DatesForm } from './dates-form.tsx';
import classes from './lead-panel.module.css';
import { LeadWords } from './lead-words.tsx';
import { NoticeForm, PostedNotices } from './notice-form.tsx';

/** What those do to the home of a class who look after it. */
export const LeadPanel = ({ home }: { home: ClassHome }) => (
  <LeadWords>
    <Disclosure className={card.card ?? ''} summary={<FormattedMessage id="classLead.manage" />}>
      <div className={classes.panel}>
        <NoticeForm code={home.code} />
        <PostedNotices home={home} />
        {home.topics.length > 0 && <DatesForm home={home} />}
      </div>
    </Disclosure>
  </LeadWords>
);
