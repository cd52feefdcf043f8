import type { ClassHome } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Localised } from '../../../components/localised.tsx';
import classes from './class-home-page.module.css';
import { DueLine } from './due-line.tsx';

/** What is due first, or what comes next in the programme. */
function Step({ home: { next, topics, exams, serverNow } }: { home: ClassHome }) {
  const topic = next?.kind === 'topic' ? topics.find(({ code }) => code === next.code) : undefined;
  const exam = next?.kind === 'exam' ? exams.find(({ linkId }) => linkId === next.linkId) : undefined;
  if (topic)
    return (
      <>
        <p className={classes.title}>
          <Localised text={topic.title} />
        </p>
        <DueLine due={topic.due} now={serverNow} />
        <ButtonLink look="main" to={`/topics/${topic.code}`}>
          <FormattedMessage id={topic.done > 0 ? 'classHome.next.topicAgain' : 'classHome.next.topic'} />
        </ButtonLink>
      </>
    );
  if (exam)
    return (
      <>
        <p className={classes.title}>
          <Localised text={exam.title} />
        </p>
        <p>
          <FormattedMessage id="classHome.next.exam" />
        </p>
      </>
    );
  return (
    <p>
      <FormattedMessage id={topics.length === 0 ? 'classHome.topics.none' : 'classHome.next.nothing'} />
    </p>
  );
}

export const NextStep = ({ home }: { home: ClassHome }) => (
  <section className={`${card.card ?? ''} ${classes.part ?? ''}`}>
    <h2>
      <FormattedMessage id="classHome.next" />
    </h2>
    <Step home={home} />
  </section>
);
