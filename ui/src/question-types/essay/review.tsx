import { countWords } from '@chuyen-de/question-types/essay/device';
import { FormattedMessage } from 'react-intl';
import { Localised } from '../../components/localised.tsx';
import type { ReviewProps } from '../face.ts';
import classes from './essay.module.css';
import { LengthWords } from './length-words.tsx';

type Rubric = NonNullable<NonNullable<ReviewProps<'essay'>['question']['key']>['rubric']>;

/** What the text was marked by. */
function RubricList({ rubric }: { rubric: Rubric }) {
  return (
    <div>
      <strong>
        <FormattedMessage id="question.essay.rubric" />
      </strong>
      <ul className={classes.rubric}>
        {rubric.map(({ id, title, description, points }) => (
          <li key={id}>
            <Localised text={title} /> (<FormattedMessage id="takeExam.points" values={{ points }} />)
            {description && (
              <span className={classes.description}>
                <Localised text={description} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

export const EssayReview = ({ question: { response, key, words } }: ReviewProps<'essay'>) => (
  <>
    {response !== undefined && response.text.trim() !== '' && (
      <figure className={classes.written}>
        <figcaption className={classes.length}>
          <LengthWords count={countWords(response.text)} limit={words} />
        </figcaption>
        <blockquote className={classes.lines}>{response.text}</blockquote>
      </figure>
    )}
    {key?.rubric && <RubricList rubric={key.rubric} />}
    {key?.sample && (
      <div>
        <strong>
          <FormattedMessage id="question.essay.sample" />
        </strong>
        <p className={classes.lines}>
          <Localised text={key.sample} />
        </p>
      </div>
    )}
  </>
);
