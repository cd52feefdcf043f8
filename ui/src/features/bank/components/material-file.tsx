import type { FileKind, SentFile, UploadCompleted } from '@chuyen-de/contracts';
import { MOST_FILE_OF_KIND } from '@chuyen-de/contracts/file-limits';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Progress } from '../../../components/progress.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { ProblemError } from '../../../lib/http.ts';
import classes from './bank.module.css';
import { useSending, type SendingState } from './use-sending.ts';

const MEGABYTE = 1024 * 1024;

/** What browsers offer to choose; what a file is, its content decides. */
const ACCEPTED: Record<FileKind, string> = {
  image: 'image/png,image/jpeg,image/webp,image/gif',
  document: '.pdf,.docx,.pptx',
  video: 'video/mp4,video/webm',
  audio: 'audio/*',
  captions: '.vtt',
};

/** Sizes as people say them: 12 MB. */
export function useSizes() {
  const { number } = useFormats();
  return (bytes: number): string => {
    const megabytes = bytes / MEGABYTE;
    if (megabytes >= 1024) return `${number(Math.round((10 * megabytes) / 1024) / 10)} GB`;
    return megabytes < 1
      ? `${number(Math.ceil(bytes / 1024))} kB`
      : `${number(Math.round(megabytes * 10) / 10)} MB`;
  };
}

/** Why a file is not taken, with what its refusal says. */
function SendingFault({ error, again }: { error: unknown; again: () => void }) {
  const sizes = useSizes();
  const problem = error instanceof ProblemError ? error.problem : undefined;
  const { kind, most, used, line } = (problem ?? {}) as {
    kind?: FileKind;
    most?: number;
    used?: number;
    line?: number;
  };
  const said =
    error instanceof ProblemError && error.code === 'file_wrong_type' && kind ? (
      <FormattedMessage id={`upload.wrong.${kind}`} />
    ) : error instanceof ProblemError && error.code === 'captions_broken' && line !== undefined ? (
      <FormattedMessage id="upload.captionsBroken" values={{ line }} />
    ) : error instanceof ProblemError && error.code === 'file_too_large' && most !== undefined ? (
      <FormattedMessage id="upload.tooLarge" values={{ most: sizes(most) }} />
    ) : error instanceof ProblemError && error.code === 'file_quota_used' && most !== undefined ? (
      <FormattedMessage id="upload.quotaUsed" values={{ used: sizes(used ?? 0), most: sizes(most) }} />
    ) : undefined;
  return (
    <>
      {said === undefined ? (
        <ErrorNotice error={error} />
      ) : (
        <div role="alert">
          <Notice tone="bad">{said}</Notice>
        </div>
      )}
      <div>
        <Button onClick={again}>
          <FormattedMessage id="app.retry" />
        </Button>
      </div>
    </>
  );
}

function UnderWay({
  sending: { name, share, waits },
  onStop,
}: {
  sending: Extract<SendingState, { state: 'sending' }>;
  onStop: () => void;
}) {
  const { formatMessage } = useIntl();
  const { percent } = useFormats();
  // Said at tenths, so that whoever listens is not told of every part.
  const tenth = Math.floor(share * 10) / 10;
  return (
    <div className={classes.panel}>
      <Progress value={share} max={1} aria-label={formatMessage({ id: 'upload.progress' }, { name })} />
      <p role="status" className={classes.soft}>
        <FormattedMessage
          id={waits ? 'upload.waits' : 'upload.sending'}
          values={{ name, share: percent(tenth) }}
        />
      </p>
      <div>
        <Button look="quiet" onClick={onStop}>
          <FormattedMessage id="upload.stop" />
        </Button>
      </div>
    </div>
  );
}

interface Props {
  bank: string;
  kind: FileKind;
  /** What it is of its material, where that is not what its kind says. */
  part?: 'captions' | 'chapters' | 'poster' | undefined;
  file: SentFile | undefined;
  onSent: (sent: UploadCompleted) => void;
  /** Takes it out, where the material can do without. */
  onRemove?: (() => void) | undefined;
}

/** A file that was sent, and what takes it out. */
function Sent({ file, part, onRemove }: Pick<Props, 'part' | 'onRemove'> & { file: SentFile }) {
  const sizes = useSizes();
  return (
    <p className={classes.name}>
      {part && (
        <>
          <FormattedMessage id={`upload.choose.${part}`} />:{' '}
        </>
      )}
      <a href={file.address} target="_blank" rel="noreferrer">
        {file.name}
      </a>{' '}
      <span className={classes.soft}>{sizes(file.bytes)}</span>{' '}
      {onRemove && (
        <Button look="quiet" onClick={onRemove}>
          <FormattedMessage id="upload.remove" values={{ name: file.name }} />
        </Button>
      )}
    </p>
  );
}

/** Where the file of a material is chosen and sent. */
export function MaterialFile({ bank, kind, part, file, onSent, onRemove }: Props) {
  const sizes = useSizes();
  const { sending, send, stop } = useSending(bank, kind, onSent);
  const of = part ?? kind;
  return (
    <div className={classes.panel}>
      {file && <Sent file={file} part={part} onRemove={onRemove} />}
      {sending.state === 'sending' ? (
        <UnderWay sending={sending} onStop={stop} />
      ) : (
        <Field
          type="file"
          accept={ACCEPTED[kind]}
          label={<FormattedMessage id={file ? 'upload.replace' : `upload.choose.${of}`} />}
          hint={
            <FormattedMessage id={`upload.hint.${of}`} values={{ most: sizes(MOST_FILE_OF_KIND[kind]) }} />
          }
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.files?.[0];
            currentTarget.value = '';
            if (chosen) send(chosen);
          }}
        />
      )}
      {sending.state === 'failed' && <SendingFault error={sending.error} again={sending.again} />}
    </div>
  );
}
