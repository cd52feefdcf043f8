import { useText } from '../../lib/localised.ts';
import type { PartsProps } from '../face.ts';
import { RightParts } from '../right-parts.tsx';

/** To what the right thing was put. */
export function MatchingParts({ question: { left }, right }: PartsProps<'matching'>) {
  const text = useText();
  return <RightParts names={left.filter(({ id }) => right.includes(id)).map((item) => text(item.text))} />;
}
