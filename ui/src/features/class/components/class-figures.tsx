import type { GradebookView } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import type { MessageId } from '../../../i18n/messages.ts';
import { kindOf } from '../../../lib/item-kinds.ts';
import { useFormats } from '../../../lib/formats.ts';
import classes from './class-page.module.css';

function Figure({ label, value }: { label: MessageId; value: string | number }) {
  return (
    <div className={classes.figure}>
      <dt>
        <FormattedMessage id={label} />
      </dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The class in five figures. */
export function ClassFigures({ view }: { view: GradebookView }) {
  const { mark } = useFormats();
  const { figures } = view;
  return (
    <dl className={classes.figures}>
      <Figure label="class.people" value={figures.people} />
      <Figure label="class.started" value={figures.started} />
      <Figure label="class.done" value={figures.done} />
      {kindOf(view.item).inAttempts && (
        <Figure label="class.mean" value={figures.mean === null ? '–' : mark(figures.mean)} />
      )}
      {view.graded && <Figure label="class.gradesOpen" value={figures.gradesMissing} />}
    </dl>
  );
}
