import type { ClassRow, GradebookView, Sitting } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { FileRow } from '../../../components/file-row.tsx';
import { fileOf, type FileForm } from '../../../documents/files.ts';
import type { Heading } from '../../../documents/heading.ts';
import { handOver } from '../../../lib/hand-over.ts';
import { Select } from '../../../components/select.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { readLedger } from '../api/room.ts';
import { sittingsQuery } from '../api/sittings.ts';
import { readClassHead, readWholeClass, resultsWorkbook } from '../api/whole-class.ts';
import { deedsOf, minutes } from '../documents/minutes.ts';
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

/** Those of a sitting, absent ones among them; everybody where none is chosen. */
const rowsIn = (rows: readonly ClassRow[], sitting: Sitting | undefined): ClassRow[] =>
  rows.filter((row) => !sitting || row.sitting?.id === sitting.id);

/** What minutes are of: of a sitting its people are counted, for which all of them are read. */
async function readForMinutes(exam: string, sitting: Sitting | undefined) {
  if (!sitting) {
    const [{ figures, title }, ledger] = await Promise.all([readClassHead(), readLedger(exam)]);
    return { about: { ...ledger, title }, ledger, figures, deeds: deedsOf(ledger.deeds, undefined) };
  }
  const [{ view, rows }, ledger] = await Promise.all([readWholeClass(), readLedger(exam)]);
  const theirs = rowsIn(rows, sitting);
  const people = new Set(theirs.map(({ person }) => person.id));
  return {
    about: { ...ledger, title: view.title, sitting: sitting.name },
    ledger: { ...ledger, logs: ledger.logs.filter(({ person }) => people.has(person.id)) },
    figures: {
      people: theirs.length,
      started: theirs.filter(({ state }) => state !== 'not-started').length,
      done: theirs.filter(({ state }) => state === 'done').length,
    },
    deeds: deedsOf(ledger.deeds, { id: sitting.id, people }),
  };
}

/** Makes a document of what the class is at that moment, and hands it over. */
function useMaking(exam: string, heading: Heading, sitting: Sitting | undefined) {
  const { formatMessage } = useIntl();
  const words = useDocumentWords();
  const saidOf = useDeedWords();
  const toldOf = useLogWords();
  async function make({ what, form }: Wish): Promise<{ name: string; file: Blob }> {
    if (form === 'excel') return { name: `bang-diem-${exam}.xlsx`, file: await resultsWorkbook() };
    if (what === 'list') {
      const { view, rows } = await readWholeClass();
      const about = { ...view, sitting: sitting?.name };
      const printed = resultList({ about, heading, words }, rowsIn(rows, sitting));
      return fileOf([{ name: `bang-diem-${exam}`, printed }], { form, folder: exam });
    }
    const { about, ledger, figures, deeds } = await readForMinutes(exam, sitting);
    const everybody = formatMessage({ id: 'examRoom.everybody' });
    const { logs } = ledger;
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

/** Of which sitting documents are: where an exam has some. */
function useSittingChoice({ kind, code }: GradebookView['item']) {
  const { formatMessage } = useIntl();
  const [chosen, setChosen] = useState('');
  const { data } = useQuery({ ...sittingsQuery(code), enabled: kind === 'exam' });
  const sittings = data?.sittings ?? [];
  const sittingChoice = sittings.length > 0 && (
    <Select
      label={<FormattedMessage id="sittings.filter" />}
      value={chosen}
      options={sittings.map(({ id, name }) => ({ value: id, label: name }))}
      all={formatMessage({ id: 'sittings.filterAll' })}
      onChange={setChosen}
    />
  );
  return { sitting: sittings.find(({ id }) => id === chosen), sittingChoice };
}

/** The files of an exam, each made when it is asked for. */
export function DocumentFiles({ view, heading }: { view: GradebookView; heading: Heading }) {
  const { formatMessage } = useIntl();
  const { sitting, sittingChoice } = useSittingChoice(view.item);
  const making = useMaking(view.item.code, heading, sitting);
  const isIdle = !making.isPending;
  const { people } = view.figures;
  const isLong = people > MOST_PRINTED;
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="documents.files.legend" />
      </h2>
      {sittingChoice}
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
