import { useIntl } from 'react-intl';
import type { PartsProps } from '../face.ts';
import { RightParts } from '../right-parts.tsx';

/** Which gaps are filled rightly. */
export function ClozeParts({ question: { gaps }, right }: PartsProps<'cloze'>) {
  const { formatMessage } = useIntl();
  const names = gaps.flatMap(({ id }, index) =>
    right.includes(id) ? [formatMessage({ id: 'question.gap' }, { number: index + 1 })] : [],
  );
  return <RightParts names={names} />;
}
