import type { AttemptResult } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Localised } from '../components/localised.tsx';
import classes from './rationale.module.css';

type Told = Pick<NonNullable<AttemptResult['review']>[number], 'explanation' | 'source'>;

function Source({ source }: { source: NonNullable<Told['source']> }) {
  return (
    <p className={classes.source}>
      <strong>
        <FormattedMessage id="result.source" />:
      </strong>{' '}
      {source.clause !== undefined && `${source.clause}, `}
      <Localised text={source.title} />
      {source.number !== undefined && ` (${source.number})`}
    </p>
  );
}

/** Why something is right: the explanation, and the clause that says so, as far as they are told. */
export function Rationale({ explanation, source }: Told) {
  return (
    <>
      {explanation && (
        <p>
          <strong>
            <FormattedMessage id="result.explanation" />:
          </strong>{' '}
          <Localised text={explanation} />
        </p>
      )}
      {source && <Source source={source} />}
    </>
  );
}
