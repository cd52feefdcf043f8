import type { SourceDocument } from '@chuyen-de/contracts';
import { clauseWords } from '@chuyen-de/contracts/clause-words';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Link, useParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { changedProblem } from '../../../lib/changed-problem.ts';
import { partialDate } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { saveSource, SOURCES, sourceQuery } from '../api/sources.ts';
import { sourceName } from '../source-words.ts';
import { useSheetOver, type SheetKind } from '../use-sheet-over.ts';
import classes from './bank.module.css';
import { EditedBy } from './edited-by.tsx';
import { LeaningPanel } from './leaning-panel.tsx';
import { SheetContest } from './sheet-contest.tsx';
import { ForcePanel } from './source-force.tsx';
import { ClauseFields, saidOf, sheetOf, SourceFields, type SourceSheet } from './source-fields.tsx';

const SOURCE: SheetKind<SourceDocument, SourceSheet> = {
  sheetOf,
  fields: ['kind', 'number', 'title', 'date', 'clauses'],
  changeIn: (error) => changedProblem(error, 'source_changed')?.source,
};

/** Changes what is said of a document; whoever comes second is told, and keeps what they typed. */
function Details({ source }: { source: SourceDocument }) {
  const queryClient = useQueryClient();
  const over = useSheetOver(source, SOURCE);
  const { sheet, edition, change, theirs } = over;
  const said = saidOf(sheet);
  const saving = useMutation({
    mutationFn: (body: NonNullable<typeof said>) => saveSource(source.code, { edition, ...body }),
    onError: over.meet,
    onSuccess: async (saved) => {
      queryClient.setQueryData(sourceQuery(source.code).queryKey, saved);
      over.begin(saved);
      await queryClient.invalidateQueries({ queryKey: [...SOURCES, 'list'] });
    },
  });
  const canSave = said !== undefined && !saving.isPending && theirs?.state !== 'contested';
  return (
    <form
      noValidate
      className={`${card.card ?? ''} ${classes.form ?? ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) saving.mutate(said);
      }}
    >
      <h2 className={classes.legend}>
        <FormattedMessage id="sources.details" />
      </h2>
      <SourceFields sheet={sheet} onChange={change} />
      <ClauseFields sheet={sheet} onChange={change} />
      <div>
        <Button type="submit" look="main" aria-disabled={!canSave}>
          <FormattedMessage id="sources.save" />
        </Button>
      </div>
      {saving.isSuccess && (
        <Notice tone="good" live>
          <FormattedMessage id="sources.saved" />
        </Notice>
      )}
      <SheetContest theirs={theirs} decide={over.decide} />
      {saving.isError && !SOURCE.changeIn(saving.error) && <ErrorNotice error={saving.error} />}
    </form>
  );
}

/** What a document says, for those who may cite it and no more. */
const Clauses = ({ source: { clauses } }: { source: SourceDocument }) => (
  <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
    <h2 className={classes.legend}>
      <FormattedMessage id="sources.clauses" />
    </h2>
    <ul className={classes.list}>
      {clauses
        .filter(({ gone }) => gone !== true)
        .map((clause) => (
          <li key={clause.id}>
            <strong>{clauseWords(clause)}</strong> {clause.text}
          </li>
        ))}
    </ul>
  </section>
);

function Opened() {
  const { source: code } = useParams<{ source: string }>();
  const source = useQuery(sourceQuery(code));
  usePageTitle(source.data?.title ?? '');
  if (source.isError) return <ErrorView error={source.error} onRetry={() => void source.refetch()} />;
  if (!source.data) return <Loading />;
  return (
    <div className={classes.page}>
      <PageHead
        kicker={
          <Link to="/sources">
            <FormattedMessage id="sources.toList" />
          </Link>
        }
        title={sourceName(source.data)}
      >
        <p className={classes.soft}>{partialDate(source.data.date)}</p>
        <EditedBy {...source.data} />
      </PageHead>
      <ForcePanel source={source.data} />
      <LeaningPanel source={source.data} />
      {source.data.can.edit ? <Details key={code} source={source.data} /> : <Clauses source={source.data} />}
    </div>
  );
}

/** A document: what it says, whether it is in force, and what leans on it. */
export const SourcePage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Opened />
  </LaterWords>
);
