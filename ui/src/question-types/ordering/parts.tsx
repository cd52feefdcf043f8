import { useText } from '../../lib/localised.ts';
import type { PartsProps } from '../face.ts';
import { RightParts } from '../right-parts.tsx';

/** What follows what as it should. */
export function OrderingParts({ question: { items }, right }: PartsProps<'ordering'>) {
  const text = useText();
  const nameOf = (id: string): string =>
    items
      .filter((item) => item.id === id)
      .map((item) => text(item.text))
      .join();
  return <RightParts names={right.map((pair) => pair.split('-').map(nameOf).join(' → '))} />;
}
