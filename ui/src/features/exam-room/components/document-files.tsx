import type { GradebookView } from '@chuyen-de/contracts';
import { useMutation } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { FileRow } from '../../../components/file-row.tsx';
import { fileOf, type FileForm } from '../../../documents/files.ts';
import type { Heading } from '../../../documents/heading.ts';
import { handOver } from '../../../lib/hand-over.ts';
import { readLedger } from '../api/room.ts';
import { readClassHead, readWholeClass, resultsWorkbook } from '../api/whole-class.ts';
import { minutes } from '../documents/minutes.ts';
import { resultList } from '../documents/result-list.ts';
import { useDeedWords } from '../documents/use-deed-words.ts';
import { useLogWords } from '../documents/use-log-words.ts';
import { useDocumentWords } from '../documents/use-document-words.ts';
import classes from './documents-page.module.css';

const LIST_FORMS = ['word', 'pdf', 'excel'] as const;
const MINUTES_FORMS = ['word', 'pdf'] as const;

/** Beyond that a device would take minutes, and nobody prints it: the workbook has everybody. */
const MOST_PRINTED = 2_000;

type Wish = { what: 'list'; form: (typeof LIST_FORMS)[number] } | { what: 'minutes'; form: FileForm };

/** Makes a document of what the class is at that moment, and hands it over. */
function useMaking(exam: string, heading: Heading) {
  const { formatMessage } = useIntl();
  const words = useDocumentWords();
  const saidOf = useDeedWords();
  const toldOf = useLogWords();
  async function make({ what, form }: Wish): Promise<{ name: string; file: Blob }> {
    if (form === 'excel') return { name: `bang-diem-${exam}.xlsx`, file: await resultsWorkbook() };
    if (what === 'list') {
      const { view, rows } = await readWholeClass();
      const printed = resultList({ about: view, heading, words }, rows);
      return fileOf([{ name: `bang-diem-${exam}`, printed }], { form, folder: exam });
    }
    const [{ figures, title }, ledger] = await Promise.all([readClassHead(), readLedger(exam)]);
    const about = { ...ledger, title };
    const everybody = formatMessage({ id: 'examRoom.everybody' });
    const { deeds, logs } = ledger;
    const printed = minutes({ about, heading, words, figures, deeds, saidOf, everybody, logs, toldOf });
    return fileOf([{ name: `bien-ban-${exam}`, printed }], { form, folder: exam });
  }
  return useMutation({
    mutationFn: async (wish: Wish) => {
      const { name, file } = await make(wish);
      handOver(file, name);
      return name;
    },
  });
}

/** The files of an exam, each made when it is asked for. */
export function DocumentFiles({ view, heading }: { view: GradebookView; heading: Heading }) {
  const { formatMessage } = useIntl();
  const making = useMaking(view.item.code, heading);
  const isIdle = !making.isPending;
  const { people } = view.figures;
  const isLong = people > MOST_PRINTED;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="documents.files.legend" />
      </h2>
      <FileRow
        title={formatMessage({ id: 'documents.files.list' })}
        forms={isLong ? (['excel'] as const) : LIST_FORMS}
        isMain
        isIdle={isIdle}
        onMake={(form) => making.mutate({ what: 'list', form })}
      />
      <p className={classes.soft}>
        {isLong ? (
          <FormattedMessage id="documents.tooLong" values={{ people, most: MOST_PRINTED }} />
        ) : (
          <FormattedMessage id="documents.files.listNote" />
        )}
      </p>
      <FileRow
        title={formatMessage({ id: 'documents.files.minutes' })}
        forms={MINUTES_FORMS}
        isIdle={isIdle}
        onMake={(form) => making.mutate({ what: 'minutes', form })}
      />
      <p className={classes.soft}>
        <FormattedMessage id="documents.files.minutesNote" />
      </p>
      <p role="status">
        {making.isPending ? (
          <FormattedMessage id="documents.files.making" />
        ) : (
          making.isSuccess && <FormattedMessage id="documents.files.made" values={{ name: making.data }} />
        )}
      </p>
      {making.isError && <ErrorNotice error={making.error} />}
    </section>
  );
}
