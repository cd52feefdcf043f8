import type { ClassRow, GradebookView } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Pager } from '../../../components/pager.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { Notice } from '../../../components/notice.tsx';
import { loadClassCatalogue } from '../../../i18n/class-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { kindOf } from '../../../lib/item-kinds.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { useLearnerName } from '../../../lib/use-learner-name.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { FIRST_PAGE, type ClassRequest } from '../class-rows.ts';
import { useLiveClass } from '../use-live-class.ts';
import { AccommodationDialog } from './accommodation-dialog.tsx';
import { AttemptsDialog } from './attempts-dialog.tsx';
import { ClassActions } from './class-actions.tsx';
import { ClassFigures } from './class-figures.tsx';
import { ClassFilter } from './class-filter.tsx';
import { ClassNews } from './class-news.tsx';
import classes from './class-page.module.css';
import { ClassTable } from './class-table.tsx';
import { Trials } from './trials.tsx';

interface PeopleProps {
  view: GradebookView;
  request: ClassRequest;
  onRequest: (request: ClassRequest) => void;
  onAdjust: (row: ClassRow) => void;
  onAttempts: (row: ClassRow) => void;
}

/** Why there is no row. */
function Nobody({ view: { figures, rosterState } }: { view: GradebookView }) {
  if (figures.people > 0) return <FormattedMessage id="class.noMatch" />;
  return <FormattedMessage id={rosterState === 'reading' ? 'class.roster.reading' : 'class.empty'} />;
}

function People({ view, request, onRequest, ...deeds }: PeopleProps) {
  const { rows, found, figures } = view;
  return (
    <section className={`${card.card ?? ''} ${classes.people ?? ''}`}>
      <div className={classes.finding}>
        <ClassFilter
          request={request}
          graded={view.graded}
          scored={kindOf(view.item).inAttempts}
          onRequest={onRequest}
        />
        <p role="status" className={classes.soft}>
          <FormattedMessage id="class.count" values={{ shown: found, count: figures.people }} />
        </p>
      </div>
      {rows.length === 0 ? (
        <p>
          <Nobody view={view} />
        </p>
      ) : (
        <ClassTable view={view} rows={rows} {...deeds} />
      )}
      <Pager
        label="class.pages"
        page={view.page}
        pages={view.pages}
        onPage={(page) => onRequest({ ...request, page })}
      />
    </section>
  );
}

/** Where an exam is watched while it is sat, and what is printed after it. */
const WaysOn = ({ exam }: { exam: string }) => (
  <div className={classes.ways}>
    <ButtonLink to={`/exams/${exam}/room`}>
      <FormattedMessage id="class.toRoom" />
    </ButtonLink>
    <ButtonLink to={`/exams/${exam}/documents`}>
      <FormattedMessage id="class.toDocuments" />
    </ButtonLink>
  </div>
);

interface ClassViewProps extends Pick<PeopleProps, 'view' | 'request' | 'onRequest'> {
  stale: boolean;
}

function ClassView({ view, stale, ...asking }: ClassViewProps) {
  const [adjusting, setAdjusting] = useState<ClassRow>();
  const [showing, setShowing] = useState<ClassRow>();
  const nameOf = useLearnerName();
  const { time } = useFormats();
  return (
    <article className={classes.page}>
      <header>
        <p className={`${card.kicker ?? ''} ${classes.kicker ?? ''}`}>
          <FormattedMessage id={kindOf(view.item).followed} />
        </p>
        <PageTitle>
          <Localised text={view.title} />
        </PageTitle>
      </header>
      {stale && (
        <Notice tone="warn" live>
          <FormattedMessage id="class.stale" values={{ at: time(view.serverNow) }} />
        </Notice>
      )}
      {!view.graded && kindOf(view.item).inAttempts && (
        <Notice>
          <FormattedMessage id="class.notGraded" />
        </Notice>
      )}
      {kindOf(view.item).inAttempts && <WaysOn exam={view.item.code} />}
      <ClassNews view={view} />
      <ClassFigures view={view} />
      <People view={view} {...asking} onAdjust={setAdjusting} onAttempts={setShowing} />
      <ClassActions view={view} />
      {kindOf(view.item).inAttempts && <Trials exam={view.item.code} />}
      {showing && (
        <AttemptsDialog
          exam={view.item.code}
          person={showing.person.id}
          name={nameOf(showing.person)}
          onClose={() => setShowing(undefined)}
        />
      )}
      {adjusting && (
        <AccommodationDialog exam={view.item.code} row={adjusting} onClose={() => setAdjusting(undefined)} />
      )}
    </article>
  );
}

function FollowedClass() {
  const text = useText();
  const [request, setRequest] = useState(FIRST_PAGE);
  const gradebook = useLiveClass(request);
  usePageTitle(gradebook.data && text(gradebook.data.title));
  if (gradebook.data)
    return (
      <ClassView view={gradebook.data} request={request} onRequest={setRequest} stale={gradebook.isError} />
    );
  if (gradebook.isError)
    return <ErrorView error={gradebook.error} onRetry={() => void gradebook.refetch()} />;
  return <Loading />;
}

export const ClassPage = () => (
  <LaterWords of="class" load={loadClassCatalogue}>
    <FollowedClass />
  </LaterWords>
);
