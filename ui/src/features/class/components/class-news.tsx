import type { ClassRow, GradebookView } from '@chuyen-de/contracts';
import { useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import hidden from '../../../components/hidden.module.css';
import { useLearnerName } from '../../../lib/use-learner-name.ts';

type News = 'started' | 'done' | 'graded';

/** What a row tells that it did not before. */
function newsOf(row: ClassRow, before: ClassRow | undefined): News | undefined {
  if (!before) return undefined;
  if (row.state === 'done' && before.state !== 'done') return 'done';
  if (row.state === 'open' && before.state !== 'open') return 'started';
  const isSent = (grade: ClassRow['grade']) => grade?.state === 'sent';
  return isSent(row.grade) && !isSent(before.grade) ? 'graded' : undefined;
}

/** Says what has just changed in the rows that are shown, for those who do not see it. */
export function ClassNews({ view }: { view: GradebookView }) {
  const { formatMessage } = useIntl();
  const nameOf = useLearnerName();
  const [words, setWords] = useState('');
  const rows = useRef(new Map<string, ClassRow>());
  // News is what differs from the rows shown before, which no render has any more.
  useEffect(() => {
    const known = rows.current;
    const news = view.rows.flatMap((row) => {
      const what = newsOf(row, known.get(row.person.id));
      return what ? [{ what, row }] : [];
    });
    rows.current = new Map(view.rows.map((row) => [row.person.id, row]));
    const [first, ...others] = news;
    if (!first) return;
    setWords(
      others.length === 0
        ? formatMessage({ id: `class.news.${first.what}` }, { name: nameOf(first.row.person) })
        : formatMessage({ id: 'class.news.many' }, { count: news.length }),
    );
    // eslint-disable-next-line react-hooks/exhaustive-deps -- words of before are not said again in another language
  }, [view]);
  return (
    <p role="status" className={hidden.hidden}>
      {words}
    </p>
  );
}
