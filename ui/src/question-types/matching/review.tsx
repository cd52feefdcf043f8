import type { LanguageMap } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Localised } from '../../components/localised.tsx';
import { OptionLine, OptionLines } from '../choices/option-line.tsx';
import type { ReviewProps } from '../face.ts';
import classes from './matching.module.css';

/** What was put to something, and what belongs to it where that is another thing. */
export function MatchingReview({ question: { left, right, response, key } }: ReviewProps<'matching'>) {
  const textOf = (id: string | undefined): LanguageMap | undefined =>
    right.find((item) => item.id === id)?.text;
  return (
    <ol className={classes.left}>
      {left.map(({ id, text }) => {
        const [given, fitting] = [response?.pairs[id], key?.[id]];
        const [givenText, fittingText] = [textOf(given), textOf(fitting)];
        return (
          <li key={id} className={classes.pair}>
            <p>
              <Localised text={text} />
            </p>
            <OptionLines>
              {givenText && (
                <OptionLine isChosen isKey={given === fitting}>
                  <Localised text={givenText} />
                </OptionLine>
              )}
              {fittingText && given !== fitting && (
                <OptionLine isChosen={false} isKey>
                  <Localised text={fittingText} />
                </OptionLine>
              )}
            </OptionLines>
            {response && !givenText && (
              <p className={classes.none}>
                <FormattedMessage id="question.match.blank" />
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
