import type { CorrectedScore, Score } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { KeyFigure, KeyFigures } from '../../../components/key-figures.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Pager } from '../../../components/pager.tsx';
import { PassMark } from '../../../components/pass-mark.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { figuresOf, placesOf, type Foreseen } from '../foreseen.ts';
import classes from './corrections.module.css';

const ROWS = 50;

function Scores({ before, after }: { before: Score; after: Score }) {
  const { score } = useFormats();
  return (
    <span className={classes.scores}>
      <FormattedMessage
        id="corrections.change"
        values={{ before: score(before), after: <strong>{score(after)}</strong> }}
      />
      <PassMark score={after} />
    </span>
  );
}

function Change({ change }: { change: CorrectedScore }) {
  const { person, number, before, after, counts } = change;
  return (
    <li className={classes.change}>
      <span>
        {person.name ?? <FormattedMessage id="corrections.nameless" />}
        {', '}
        <FormattedMessage id="corrections.number" values={{ number }} />
      </span>
      <Scores before={before} after={after} />
      {counts === null && (
        <span className={classes.soft}>
          <FormattedMessage id="corrections.sameGrade" />
        </span>
      )}
    </li>
  );
}

function Figures({ seen }: { seen: Foreseen }) {
  const { number } = useFormats();
  const { higher, lower, bands, nowPass, nowFail, grades } = figuresOf(seen);
  return (
    <KeyFigures>
      <KeyFigure label="corrections.attempts">{number(seen.attempts)}</KeyFigure>
      <KeyFigure label="corrections.people">{number(seen.people)}</KeyFigure>
      <KeyFigure label="corrections.higher">{number(higher)}</KeyFigure>
      <KeyFigure label="corrections.lower">{number(lower)}</KeyFigure>
      <KeyFigure label="corrections.bands">{number(bands)}</KeyFigure>
      <KeyFigure label="corrections.nowPass">{number(nowPass)}</KeyFigure>
      <KeyFigure label="corrections.nowFail">{number(nowFail)}</KeyFigure>
      <KeyFigure label="corrections.grades">{number(grades)}</KeyFigure>
    </KeyFigures>
  );
}

function Places({ seen }: { seen: Foreseen }) {
  return (
    <ul className={classes.places}>
      {placesOf(seen).map(({ exam, link, count }) => (
        <li key={`${link.id} ${exam.code}`}>
          <Localised text={exam.title} />
          {link.course !== null && ` · ${link.course}`}
          {': '}
          <FormattedMessage id="corrections.changedHere" values={{ count }} />
        </li>
      ))}
    </ul>
  );
}

/** What a correction would change: figures, where, and every attempt. */
export function ForeseenView({
  seen,
  isWhole,
  error,
}: {
  seen: Foreseen;
  isWhole: boolean;
  error: Error | null;
}) {
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(seen.changes.length / ROWS));
  if (error) return <ErrorNotice error={error} />;
  return (
    <div className={classes.section}>
      <p role="status" className={classes.soft}>
        {isWhole ? (
          <FormattedMessage id="corrections.seen" values={{ count: seen.changes.length }} />
        ) : (
          <FormattedMessage id="corrections.seeing" values={{ count: seen.attempts }} />
        )}
      </p>
      <Figures seen={seen} />
      {isWhole && !seen.isComplete && (
        <Notice>
          <FormattedMessage id="corrections.incomplete" />
        </Notice>
      )}
      {seen.emptied > 0 && (
        <Notice tone="warn">
          <FormattedMessage id="corrections.emptied" values={{ count: seen.emptied }} />
        </Notice>
      )}
      <Places seen={seen} />
      <ul className={classes.changes}>
        {seen.changes.slice((page - 1) * ROWS, page * ROWS).map((change) => (
          <Change
            key={`${change.link.id} ${change.exam.code} ${change.person.id} ${change.number}`}
            change={change}
          />
        ))}
      </ul>
      <Pager label="corrections.pages" page={Math.min(page, pages)} pages={pages} onPage={setPage} />
    </div>
  );
}
