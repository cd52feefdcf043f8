import type { ExamDraft, ReviewMoment, ReviewPart } from '@chuyen-de/contracts';
import { PARTS_DURING, REVIEW_PARTS } from '@chuyen-de/contracts/review-parts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { isSameReview, REVIEW_PRESETS } from '../review-presets.ts';
import classes from './exam-editor.module.css';
import { Section } from './section.tsx';
import type { SectionProps } from './settings-sections.tsx';

const AFTER = ['submitted', 'open', 'closed'] as const satisfies readonly ReviewMoment[];
const MOMENTS = ['during', ...AFTER] as const;

const offers = (moment: ReviewMoment, part: ReviewPart): boolean =>
  moment !== 'during' || PARTS_DURING.some((each) => each === part);

type Review = ExamDraft['review'];

const toggled = (review: Review, moment: ReviewMoment, part: ReviewPart): Review => ({
  ...review,
  [moment]: REVIEW_PARTS.filter((each) =>
    each === part ? !review[moment].includes(each) : review[moment].includes(each),
  ),
});

function Cell({
  review,
  moment,
  part,
  onReview,
}: {
  review: Review;
  moment: (typeof MOMENTS)[number];
  part: ReviewPart;
  onReview: (review: Review) => void;
}) {
  const { formatMessage } = useIntl();
  return (
    <td>
      <label className={classes.tick}>
        <input
          type="checkbox"
          aria-label={`${formatMessage({ id: `review.part.${part}` })}: ${formatMessage({ id: `review.moment.${moment}` })}`}
          checked={review[moment].includes(part)}
          onChange={() => onReview(toggled(review, moment, part))}
        />
      </label>
    </td>
  );
}

function Presets({ review, onReview }: { review: Review; onReview: (review: Review) => void }) {
  return (
    <div className={classes.ways}>
      {REVIEW_PRESETS.map(({ name, after }) => (
        <Button
          key={name}
          className={classes.preset}
          aria-pressed={isSameReview(review, after)}
          onClick={() => onReview({ ...review, ...after })}
        >
          <FormattedMessage id={`examEditor.review.preset.${name}`} />
        </Button>
      ))}
    </div>
  );
}

/** What learners see of their attempt, and when: a table of choices, and the usual ones at one press. */
export function ReviewSection({
  draft: { review, behaviour },
  onChange,
}: Pick<SectionProps, 'draft' | 'onChange'>) {
  const moments = behaviour === undefined ? AFTER : MOMENTS;
  const onReview = (next: Review) => onChange({ review: next });
  return (
    <Section legend="examEditor.review.legend" fields={['review']}>
      <Presets {...{ review, onReview }} />
      <table className={classes.moments}>
        <thead>
          <tr>
            <td />
            {moments.map((moment) => (
              <th key={moment} scope="col">
                <FormattedMessage id={`review.moment.${moment}`} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {REVIEW_PARTS.map((part) => (
            <tr key={part}>
              <th scope="row">
                <FormattedMessage id={`examEditor.review.part.${part}`} />
              </th>
              {moments.map((moment) =>
                offers(moment, part) ? (
                  <Cell key={moment} {...{ review, moment, part, onReview }} />
                ) : (
                  <td key={moment} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.soft}>
        <FormattedMessage id="examEditor.review.about" />
      </p>
    </Section>
  );
}
