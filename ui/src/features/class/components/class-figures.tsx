import type { GradebookView } from '@chuyen-de/contracts';
import { KeyFigure, KeyFigures } from '../../../components/key-figures.tsx';
import { kindOf } from '../../../lib/item-kinds.ts';
import { useFormats } from '../../../lib/formats.ts';

/** The class in five figures. */
export function ClassFigures({ view }: { view: GradebookView }) {
  const { mark } = useFormats();
  const { figures } = view;
  return (
    <KeyFigures>
      <KeyFigure label="class.people">{figures.people}</KeyFigure>
      <KeyFigure label="class.started">{figures.started}</KeyFigure>
      <KeyFigure label="class.done">{figures.done}</KeyFigure>
      {kindOf(view.item).inAttempts && (
        <KeyFigure label="class.mean">{figures.mean === null ? '–' : mark(figures.mean)}</KeyFigure>
      )}
      {view.can.mark && <KeyFigure label="class.marking">{figures.awaitsMarking}</KeyFigure>}
      {view.graded && <KeyFigure label="class.gradesOpen">{figures.gradesMissing}</KeyFigure>}
    </KeyFigures>
  );
}
