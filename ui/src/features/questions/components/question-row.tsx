import type { QuestionFigures } from '@chuyen-de/contracts';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { Localised } from '../../../components/localised.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { letterAt } from '../../../question-types/choices/option-rows.tsx';
import classes from './questions-page.module.css';

type Response = Pick<QuestionFigures['responses'][number], 'id' | 'text'>;

/** Words for kinds of response that no author has written. */
const WORDS = {
  true: 'figures.response.true',
  false: 'figures.response.false',
  other: 'figures.response.other',
} as const;

const isWord = (id: string): id is keyof typeof WORDS => id in WORDS;

/**
 * An option by its letter and its text, another kind of response by its author's words or ours. Options come in their
 * author's order: a later revision may have given one in the middle an id that no other one has had.
 */
function Words({ response: { id, text }, place }: { response: Response; place: number }) {
  if (!text) return isWord(id) ? <FormattedMessage id={WORDS[id]} /> : id;
  return (
    <>
      {/^[a-z]$/.test(id) && `${letterAt(place)}. `}
      <Localised text={text} />
    </>
  );
}

interface BarProps {
  words: ReactNode;
  count: number;
  n: number;
  isKey?: boolean;
}

/** How many gave a kind of response: in figures, and as a bar below. */
function ResponseBar({ words, count, n, isKey = false }: BarProps) {
  const { percent, number } = useFormats();
  const share = n === 0 ? 0 : count / n;
  return (
    <li className={classes.response} data-key={isKey || undefined}>
      <span className={classes.words}>
        {isKey && '✓ '}
        {words}
        {isKey && (
          <>
            {' '}
            (<FormattedMessage id="figures.key" />)
          </>
        )}
      </span>
      <span className={classes.count}>
        {number(count)} ({percent(share)})
      </span>
      <svg className={classes.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="8" className={classes.track} />
        <rect width={100 * share} height="8" className={isKey ? classes.keyBar : classes.otherBar} />
      </svg>
    </li>
  );
}

function Discrimination({ question }: { question: QuestionFigures }) {
  const { number } = useFormats();
  const { discrimination, discriminationInterval: interval } = question;
  if (discrimination === null) return <FormattedMessage id="figures.discrimination.none" />;
  const value = number(discrimination);
  return interval ? (
    <FormattedMessage
      id="figures.discrimination"
      values={{ value, low: number(interval[0]), high: number(interval[1]) }}
    />
  ) : (
    <FormattedMessage id="figures.discrimination.bare" values={{ value }} />
  );
}

/** All figures of a question, each in a line of its own. */
function Figures({ question }: { question: QuestionFigures }) {
  const { percent, number } = useFormats();
  const { n, blank, facility, facilityInterval, efficiency, weight, inTheEnd } = question;
  return (
    <ul className={classes.facts}>
      <li>
        <FormattedMessage id="figures.asked" values={{ n: number(n), blank: number(blank) }} />
      </li>
      {facility !== null && facilityInterval && (
        <li>
          <FormattedMessage
            id="figures.facility"
            values={{
              share: percent(facility),
              low: percent(facilityInterval[0]),
              high: percent(facilityInterval[1]),
            }}
          />
        </li>
      )}
      {inTheEnd && (
        <li>
          <FormattedMessage
            id="figures.inTheEnd"
            values={{ right: number(inTheEnd.right), of: number(inTheEnd.of) }}
          />
        </li>
      )}
      <li>
        <Discrimination question={question} />
      </li>
      {efficiency !== null && (
        <li>
          <FormattedMessage id="figures.efficiency" values={{ value: number(efficiency) }} />
        </li>
      )}
      {weight !== null && (
        <li>
          <FormattedMessage id="figures.weight" values={{ share: percent(weight) }} />
        </li>
      )}
    </ul>
  );
}

/** A question: whether it needs checking, its figures, and how many gave which response. */
export function QuestionRow({ question }: { question: QuestionFigures }) {
  const { formatMessage } = useIntl();
  const { code, revision, stem, n, blank, check, discrimination, responses } = question;
  return (
    <li className={classes.question}>
      <header className={classes.head}>
        <span className={classes.check} data-check={check}>
          <FormattedMessage id={`figures.check.${check}`} />
        </span>
        <span className={classes.code}>
          {code} ·{' '}
          <Link
            to={`/questions/${code}/${revision}`}
            aria-label={`${formatMessage({ id: 'figures.correct' })} ${code}`}
          >
            <FormattedMessage id="figures.correct" />
          </Link>
          {question.corrected && (
            <>
              {' · '}
              <FormattedMessage id={`figures.corrected.${question.corrected}`} />
            </>
          )}
        </span>
      </header>
      <h3 className={classes.stem}>
        <Localised text={stem} />
      </h3>
      {check === 'very-likely' && (discrimination ?? 0) < 0 && (
        <p className={classes.warning}>
          <FormattedMessage id="figures.check.negative" />
        </p>
      )}
      <Figures question={question} />
      <ul className={classes.responses}>
        {responses.map((each, place) => (
          <ResponseBar
            key={each.id}
            words={<Words response={each} place={place} />}
            count={each.count}
            n={n}
            isKey={each.isKey}
          />
        ))}
        {blank > 0 && <ResponseBar words={<FormattedMessage id="figures.blank" />} count={blank} n={n} />}
      </ul>
    </li>
  );
}
