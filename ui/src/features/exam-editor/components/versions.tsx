import type { MadeExam } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { readExamVersion } from '../api/made-exams.ts';
import type { DraftSheet } from '../draft-sheet.ts';
import classes from './exam-editor.module.css';

function VersionRow({
  version: { revision, at, by },
  current,
  onRestore,
}: {
  version: MadeExam['versions'][number];
  current: boolean;
  onRestore: () => void;
}) {
  const { dateTime } = useFormats();
  const { formatMessage } = useIntl();
  return (
    <li className={classes.fixed}>
      <span>
        <FormattedMessage
          id={by === null ? 'examEditor.versions.row' : 'examEditor.versions.rowBy'}
          values={{ revision, at: dateTime(at), name: by ?? '' }}
        />
        {current && (
          <strong>
            {' · '}
            <FormattedMessage id="examEditor.versions.current" />
          </strong>
        )}
      </span>
      <Button
        aria-label={formatMessage({ id: 'examEditor.versions.restoreOf' }, { revision })}
        onClick={onRestore}
      >
        <FormattedMessage id="examEditor.versions.restore" />
      </Button>
    </li>
  );
}

/** What was put into force, newest first; each can be taken into the draft again. */
export function Versions({ exam, sheet }: { exam: MadeExam; sheet: DraftSheet }) {
  const restoring = useMutation({
    mutationFn: (revision: number) => readExamVersion(exam.code, revision),
    onSuccess: ({ draft }) => sheet.change(draft),
  });
  if (exam.versions.length === 0)
    return (
      <p>
        <FormattedMessage id="examEditor.versions.none" />
      </p>
    );
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <ol className={classes.list}>
        {exam.versions.map(({ revision, at, by }, index) => (
          <VersionRow
            key={at}
            version={{ revision, at, by }}
            current={index === 0}
            onRestore={() => restoring.mutate(revision)}
          />
        ))}
      </ol>
      <p role="status">
        {restoring.data && (
          <FormattedMessage
            id="examEditor.versions.restored"
            values={{ revision: restoring.data.revision }}
          />
        )}
      </p>
      {restoring.isError && <ErrorNotice error={restoring.error} />}
    </section>
  );
}
