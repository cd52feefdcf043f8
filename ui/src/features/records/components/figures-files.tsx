import type { AggregateAnswer, AggregateRequest } from '@chuyen-de/contracts';
import { useId } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import type { MessageId } from '../../../i18n/messages.ts';
import { figuresFile, type FiguresFormat } from '../api/figures-file.ts';
import { handOver } from '../../../lib/hand-over.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import classes from './charts.module.css';
import { RecordsFault } from './records-fault.tsx';

const FORMATS = ['xlsx', 'csv'] as const satisfies FiguresFormat[];

interface Props {
  /** Of which figures. */
  name: MessageId;
  answer: AggregateAnswer;
  request: Partial<AggregateRequest>;
}

function Files({ name, answer, request }: Props) {
  const id = useId();
  const fetchFile = useMutation({
    mutationFn: (format: FiguresFormat) => figuresFile(request, format),
    onSuccess: (file, format) =>
      handOver(
        file,
        `chuyen-de-${(request.groupBy ?? []).join('-')}-${new Date().toISOString().slice(0, 10)}.${format}`,
      ),
  });
  const hasBlanks = answer.rows.some(({ suppressed }) => suppressed);
  return (
    <>
      <div className={classes.files}>
        <span id={id}>
          <FormattedMessage
            id="records.figures"
            values={{ name: <FormattedMessage key="name" id={name} /> }}
          />
        </span>
        {FORMATS.map((format) => (
          <Button
            key={format}
            look="quiet"
            aria-describedby={id}
            aria-disabled={fetchFile.isPending}
            onClick={() => fetchFile.mutate(format)}
          >
            <FormattedMessage id={`records.figures.${format}`} />
          </Button>
        ))}
      </div>
      {hasBlanks && (
        <p className={classes.note}>
          <FormattedMessage id="records.figures.blank" />
        </p>
      )}
      {fetchFile.isError && <RecordsFault error={fetchFile.error} />}
    </>
  );
}

/** Figures that are shown, as files; why there is none where all of them are withheld. */
export function FiguresFiles(props: Props) {
  const { rows, threshold } = props.answer;
  const isTold = rows.some(({ count }) => count !== null);
  if (isTold) return <Files {...props} />;
  if (threshold === 0) return null;
  return (
    <p className={classes.note}>
      <FormattedMessage id="records.figures.withheld" values={{ threshold }} />
    </p>
  );
}
