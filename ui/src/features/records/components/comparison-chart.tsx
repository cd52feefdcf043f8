import type { AggregateAnswer } from '@chuyen-de/contracts';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';
import { COMPARISONS, type Comparison, type Side } from '../comparison.ts';
import { BarList } from './bar-list.tsx';
import { ChartFrame, type DataTable } from './chart-frame.tsx';
import { useFigures } from './use-figures.ts';
import { Withheld } from './withheld.tsx';

type NamedSide = Side & { name: string };

const keyOf = ({ id, readBefore = '' }: Side): string => `${id} ${readBefore}`;

interface Props {
  answer: AggregateAnswer;
  by: Comparison;
  sides: readonly NamedSide[];
  /** The figures as files. */
  files: ReactNode;
}

/** All figures of the sides. */
function useTable({ by, sides }: Pick<Props, 'by' | 'sides'>): DataTable {
  const { percent, mark } = useFormats();
  const figure = useFigures();
  const isOfExams = COMPARISONS[by].verb.length > 1;
  const ofTen = (value: number | null | undefined) => (value == null ? '–' : mark(value * 10));
  // A question has two scores: its mean says all.
  const spread = isOfExams ? (['mean', 'median', 'quartiles'] as const) : [];
  return {
    headings: [
      <FormattedMessage key="name" id={`records.compare.${by}`} />,
      <FormattedMessage key="count" id={isOfExams ? 'records.compare.count' : 'records.compare.answers'} />,
      <FormattedMessage key="learners" id="records.learners" />,
      <FormattedMessage key="share" id={isOfExams ? 'records.compare.passed' : 'records.compare.right'} />,
      ...spread.map((name) => <FormattedMessage key={name} id={`records.compare.${name}`} />),
    ],
    rows: sides.map((side) => {
      const { count, learners, scaled } = side.row;
      const quartiles = scaled?.q1 == null ? '–' : `${ofTen(scaled.q1)}–${ofTen(scaled.q3)}`;
      return {
        key: keyOf(side),
        cells: [
          side.name,
          figure(count),
          figure(learners),
          side.share === null ? '–' : percent(side.share),
          ...(isOfExams ? [ofTen(scaled?.mean), ofTen(scaled?.median), quartiles] : []),
        ],
      };
    }),
  };
}

/** Sides of a comparison as bars, and all their figures as a table. */
export function ComparisonChart({ answer, by, sides, files }: Props) {
  const { percent } = useFormats();
  const isOfExams = COMPARISONS[by].verb.length > 1;
  return (
    <ChartFrame
      title={<FormattedMessage id={isOfExams ? 'records.compare.passed' : 'records.compare.right'} />}
      note={<Withheld answer={answer} />}
      files={files}
      table={useTable({ by, sides })}
    >
      <BarList
        most={1}
        bars={sides.map((side) => ({
          key: keyOf(side),
          label: side.name,
          value: side.share,
          text: side.share === null ? '' : percent(side.share),
        }))}
      />
    </ChartFrame>
  );
}
