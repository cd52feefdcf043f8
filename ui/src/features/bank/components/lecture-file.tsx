import type { FoundLecture } from '@chuyen-de/contracts';
import { Suspense, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { later } from '../../../components/later.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { readLectureFile } from '../api/made-topics.ts';
import classes from './bank.module.css';
import { FileFault } from './file-fault.tsx';
import { Remarks } from './remarks.tsx';
import { RepairedNotice } from './repaired-notice.tsx';

const LectureEditor = later(async () => (await import('./lecture-editor.tsx')).LectureEditor);

/** Where the Word file of a lecture is chosen; it is read at once, and nothing of it is saved. */
export function LectureFile({
  bank,
  code,
  onFound,
}: {
  bank: string;
  code: string;
  onFound: (found: FoundLecture, name: string) => void;
}) {
  const { formatMessage } = useIntl();
  const reading = useMutation({
    mutationFn: (file: File) => readLectureFile(bank, code, file),
    onSuccess: (found, { name }) => onFound(found, name),
  });
  return (
    <>
      <Field
        type="file"
        accept=".docx"
        label={formatMessage({ id: 'madeTopic.file' })}
        hint={<FormattedMessage id={reading.isPending ? 'bank.import.reading' : 'madeTopic.file.hint'} />}
        disabled={reading.isPending}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // So that the same file can be chosen again, once it is mended.
          currentTarget.value = '';
          if (file) reading.mutate(file);
        }}
      />
      {reading.isError && <FileFault error={reading.error} />}
    </>
  );
}

/** What a file brought, in an editor of its own: it becomes the lecture once somebody has looked at it. */
export function FoundInFile({
  found: { lecture, remarks, repairs, repaired },
  name,
  replaces,
  onTake,
  onDrop,
}: {
  found: FoundLecture;
  name: string;
  /** Whether there is a lecture already. */
  replaces: boolean;
  onTake: (lecture: string) => void;
  onDrop: () => void;
}) {
  const [markdown, setMarkdown] = useState(lecture);
  const latest = useRef(lecture);
  return (
    <>
      <Notice live>
        <FormattedMessage id="madeTopic.file.found" values={{ name }} />
      </Notice>
      <RepairedNotice repairs={repairs} repaired={repaired} />
      <Remarks remarks={remarks} />
      <div className={classes.ways}>
        <Button look="main" onClick={() => onTake(latest.current)}>
          <FormattedMessage id={replaces ? 'madeTopic.file.replace' : 'madeTopic.file.take'} />
        </Button>
        <Button look="quiet" onClick={onDrop}>
          <FormattedMessage id="madeTopic.file.drop" />
        </Button>
      </div>
      <Suspense fallback={<Loading />}>
        <LectureEditor
          markdown={markdown}
          now={() => latest.current}
          onMarkdown={(written) => {
            latest.current = written;
            setMarkdown(written);
          }}
        />
      </Suspense>
    </>
  );
}
