import type { ExamPapers } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { FileRow } from '../../../components/file-row.tsx';
import { fileOf, type FileForm, type NamedDocument } from '../../../documents/files.ts';
import { handOver } from '../../../lib/hand-over.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { papersQuery, readPrintedKey, readPrintedPaper } from '../api/papers.ts';
import { keyDocument, paperDocument, sheetDocument, type Sources } from '../paper-documents.ts';
import { usePaperWords } from '../use-paper-words.ts';
import classes from './papers-page.module.css';

const WHATS = ['papers', 'sheets', 'keys'] as const;
type What = (typeof WHATS)[number];
const FORMS = ['word', 'pdf'] as const satisfies FileForm[];

/** Names of files, which no system has trouble with. */
const NAMES: Record<What, string> = { papers: 'de-thi', sheets: 'phieu-tra-loi', keys: 'dap-an' };

/** One after the other: a server has others to answer. */
async function inTurn<T>(codes: readonly string[], read: (code: string) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (const code of codes) all.push(await read(code));
  return all;
}

async function documentsOf(what: What, codes: readonly string[], sources: Sources): Promise<NamedDocument[]> {
  const exam = sources.exam.code;
  if (what === 'keys') {
    const keys = await inTurn(codes, (code) => readPrintedKey(exam, code));
    return [{ name: `${NAMES.keys}-${exam}`, printed: keyDocument(sources, keys) }];
  }
  const print = what === 'papers' ? paperDocument : sheetDocument;
  const papers = await inTurn(codes, (code) => readPrintedPaper(exam, code));
  return papers.map((paper) => ({
    name: `${NAMES[what]}-${exam}-${paper.code}`,
    printed: print(sources, paper),
  }));
}

/** Makes files of the chosen papers, one at a time, and hands them over. */
function useMaking(view: ExamPapers, chosen: readonly string[]) {
  const words = usePaperWords();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ what, form }: { what: What; form: FileForm }) => {
      const sources = { exam: view.exam, heading: view.heading, words };
      const documents = await documentsOf(what, chosen, sources);
      const { name, file } = await fileOf(documents, { form, folder: `${NAMES[what]}-${view.exam.code}` });
      handOver(file, name);
      return name;
    },
    // Who has opened what is written down meanwhile.
    onSettled: () => queryClient.invalidateQueries(papersQuery(view.exam.code)),
  });
}

/** The files that are printed, each made when it is asked for. */
export function FilesPanel({ view, chosen }: { view: ExamPapers; chosen: readonly string[] }) {
  const { formatMessage } = useIntl();
  const making = useMaking(view, chosen);
  const isIdle = chosen.length > 0 && !making.isPending;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="papers.files.legend" />
      </h2>
      {WHATS.map((what) => (
        <FileRow
          key={what}
          title={formatMessage({ id: `papers.files.${what}` })}
          forms={FORMS}
          isMain={what === 'papers'}
          isIdle={isIdle}
          onMake={(form) => making.mutate({ what, form })}
        />
      ))}
      <p className={classes.soft}>
        <FormattedMessage id="papers.files.keysNote" />
      </p>
      <p role="status">
        {chosen.length === 0 ? (
          <FormattedMessage id="papers.files.choose" />
        ) : making.isPending ? (
          <FormattedMessage id="papers.files.making" />
        ) : (
          making.isSuccess && <FormattedMessage id="papers.files.made" values={{ name: making.data }} />
        )}
      </p>
      {making.isError && <ErrorNotice error={making.error} />}
    </section>
  );
}
