import type { BankQuestion, OwnerKind, QuestionDraft, SourceBrief } from '@chuyen-de/contracts';
import { fold } from '@chuyen-de/contracts/vietnamese';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { Button } from '../../../components/button.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useRested } from '../../../lib/use-rested.ts';
import { useFaultAt } from '../../../question-types/editing.tsx';
import editing from '../../../question-types/editing.module.css';
import { sourceQuery, sourcesQuery } from '../api/sources.ts';
import { clauseOptions, sourceName } from '../source-words.ts';
import classes from './bank.module.css';

interface Reference {
  source: string;
  clause: string;
}

export type Chosen = Reference & { text: string };

/** The document, searched for, and the clause. */
export function ChooseFields({
  owner,
  chosen,
  onChange,
}: {
  owner: OwnerKind;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}) {
  const { formatMessage } = useIntl();
  const { text, source, clause } = chosen;
  const found = useInfiniteQuery(sourcesQuery(useRested(text), owner));
  const document = useQuery({ ...sourceQuery(source), enabled: source !== '' }).data;
  const listed = found.data?.pages.flatMap(({ sources }) => sources) ?? [];
  const options: SourceBrief[] = [
    ...(document && !listed.some(({ code }) => code === document.code) ? [document] : []),
    ...listed.filter(({ code, superseded }) => superseded === null || code === source),
  ];
  return (
    <>
      <Field
        type="search"
        label={formatMessage({ id: 'sources.search' })}
        value={text}
        onChange={(event) => onChange({ ...chosen, text: event.target.value })}
      />
      <Select
        label={formatMessage({ id: 'sources.name' })}
        value={source}
        all={formatMessage({ id: 'sources.move.none' })}
        options={options.map((each) => ({ value: each.code, label: sourceName(each) }))}
        onChange={(next) => onChange({ text, source: next, clause: '' })}
      />
      <Select
        label={formatMessage({ id: 'bank.source.clause' })}
        value={clause}
        all={formatMessage({ id: 'sources.move.none' })}
        options={clauseOptions(document?.clauses ?? [])}
        onChange={(next) => onChange({ ...chosen, clause: next })}
      />
    </>
  );
}

/** Asks for a document and one of its clauses. */
function ChooseDialog({
  owner,
  begin,
  onChoose,
  onClose,
}: {
  owner: OwnerKind;
  begin: string;
  onChoose: (reference: Reference) => void;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState<Chosen>({ text: '', source: begin, clause: '' });
  const { source, clause } = chosen;
  return (
    <TitledDialog title={<FormattedMessage id="bank.source.choose" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="bank.source.use" />}
        pending={source === '' || clause === ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (source !== '' && clause !== '') onChoose({ source, clause });
          return Promise.resolve();
        }}
        onCancel={onClose}
        fault={null}
      >
        <ChooseFields owner={owner} chosen={chosen} onChange={setChosen} />
      </DialogForm>
    </TitledDialog>
  );
}

/** What looks like the number of a document: `77/2015/QH13`. */
const numberIn = (words: string): string =>
  words.split(/[\s,;()“”"]/).find((word) => /^\d/.test(word) && /[/-]/.test(word)) ?? '';

/** Documents whose number stands in what an author wrote: offered, never taken for meant. */
function Offer({
  owner,
  words,
  onOffer,
}: {
  owner: OwnerKind;
  words: string;
  onOffer: (source: string) => void;
}) {
  const number = numberIn(words);
  const found = useInfiniteQuery({ ...sourcesQuery(number, owner), enabled: number !== '' });
  const named = (found.data?.pages[0]?.sources ?? []).filter(
    (each) => each.number !== undefined && fold(words).includes(fold(each.number)),
  );
  if (number === '') return null;
  return named.map((each) => (
    <div key={each.code}>
      <p className={classes.soft}>
        <FormattedMessage id="bank.source.offer" values={{ title: sourceName(each) }} />
      </p>
      <Button onClick={() => onOffer(each.code)}>
        <FormattedMessage id="bank.source.choose" />
      </Button>
    </div>
  ));
}

/** What a question cites, as far as it is known. */
function Cited({ reference, known }: { reference: Reference | undefined; known: BankQuestion['source'] }) {
  if (!reference)
    return (
      <p className={classes.soft}>
        <FormattedMessage id="bank.source.none" />
      </p>
    );
  const cited = known?.document.code === reference.source ? known : null;
  return (
    <>
      <p>
        {cited ? `${cited.clause}, ` : ''}
        <Link to={`/sources/${reference.source}`}>
          {cited ? sourceName(cited.document) : reference.source}
        </Link>
      </p>
      {cited?.document.superseded && (
        <p className={classes.bad}>
          <FormattedMessage id="bank.source.outdated" />
        </p>
      )}
    </>
  );
}

type Part = { source?: Reference | undefined; sourceText?: string | undefined };

/** A source in words. */
function Words({
  owner,
  content,
  onChange,
  onOffer,
}: {
  owner: OwnerKind;
  content: QuestionDraft['content'];
  onChange: (part: Part) => void;
  onOffer: (source: string) => void;
}) {
  const { formatMessage } = useIntl();
  const words = typeof content['sourceText'] === 'string' ? content['sourceText'] : '';
  return (
    <>
      <Field
        label={formatMessage({ id: 'bank.source.words' })}
        autoComplete="off"
        maxLength={2_000}
        value={words}
        onChange={({ target: { value } }) => onChange({ sourceText: value === '' ? undefined : value })}
      />
      <Offer owner={owner} words={words} onOffer={onOffer} />
    </>
  );
}

/** The clause that a question leans on, or its source in words. */
export function SourceField({
  owner,
  content,
  known,
  onChange,
}: {
  /** Of the bank: it cites its own documents and those of wider owners. */
  owner: OwnerKind;
  content: QuestionDraft['content'];
  /** As of when it was saved last. */
  known: BankQuestion['source'];
  onChange: (part: Part) => void;
}) {
  const [choosing, setChoosing] = useState<string>();
  const fault = useFaultAt(['source']);
  const reference = content['source'] as Reference | undefined;
  return (
    <fieldset className={editing.stack}>
      <legend>
        <FormattedMessage id="bank.source" />
      </legend>
      <Cited reference={reference} known={known} />
      {fault !== undefined && <p className={classes.bad}>{fault}</p>}
      <div className={classes.ways}>
        <Button onClick={() => setChoosing(reference?.source ?? '')}>
          <FormattedMessage id="bank.source.choose" />
        </Button>
        {reference && (
          <Button look="quiet" onClick={() => onChange({ source: undefined })}>
            <FormattedMessage id="bank.source.drop" />
          </Button>
        )}
      </div>
      {reference === undefined && (
        <Words owner={owner} content={content} onChange={onChange} onOffer={setChoosing} />
      )}
      {choosing !== undefined && (
        <ChooseDialog
          owner={owner}
          begin={choosing}
          onChoose={(source) => {
            setChoosing(undefined);
            onChange({ source, sourceText: undefined });
          }}
          onClose={() => setChoosing(undefined)}
        />
      )}
    </fieldset>
  );
}
