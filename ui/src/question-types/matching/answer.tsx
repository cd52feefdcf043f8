import { useId } from 'react';
import { useIntl } from 'react-intl';
import { Localised } from '../../components/localised.tsx';
import { useText } from '../../lib/localised.ts';
import { letterAt } from '../choices/option-rows.tsx';
import type { AnswerProps } from '../face.ts';
import classes from './matching.module.css';

type Props = AnswerProps<'matching'>;

/** What may be chosen, whole: a list on a phone shows the beginning of what is long. */
const Right = ({ items }: { items: Props['question']['right'] }) => (
  <ol className={classes.right}>
    {items.map(({ id, text }, position) => (
      <li key={id} className={classes.item}>
        <span className={classes.letter}>{letterAt(position)}</span>
        <Localised text={text} />
      </li>
    ))}
  </ol>
);

/** Each of the left with a list of the right to choose from: as good by touch as by keyboard. */
export function Matching({ question: { left, right }, response, onAnswer }: Props) {
  const id = useId();
  const text = useText();
  const { formatMessage } = useIntl();
  const choose = (from: string, to: string) => {
    const { [from]: _, ...others } = response.pairs;
    onAnswer({ ...response, pairs: to === '' ? others : { ...others, [from]: to } });
  };
  return (
    <>
      <Right items={right} />
      <ol className={classes.left}>
        {left.map((item) => (
          <li key={item.id} className={classes.pair}>
            <label htmlFor={`${id}-${item.id}`}>
              <Localised text={item.text} />
            </label>
            <select
              id={`${id}-${item.id}`}
              className={classes.select}
              value={response.pairs[item.id] ?? ''}
              onChange={(event) => choose(item.id, event.target.value)}
            >
              <option value="">{formatMessage({ id: 'question.match.none' })}</option>
              {right.map((option, position) => (
                <option key={option.id} value={option.id}>
                  {`${letterAt(position)}. ${text(option.text)}`}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ol>
    </>
  );
}
