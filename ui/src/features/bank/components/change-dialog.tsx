import type { ChangedTogether, EditTogether, Level, MadeBank, QuestionRow } from '@chuyen-de/contracts';
import { MOST_TOGETHER } from '@chuyen-de/contracts/most-together';
import { joinedTags } from '@chuyen-de/contracts/tag-words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Select } from '../../../components/select.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useText } from '../../../lib/localised.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { changeTogether, tagsQuery } from '../api/changes.ts';
import { LEVELS } from '../words.ts';
import classes from './bank.module.css';
import { ChooseFields, type Chosen } from './source-field.tsx';
import { TagsField } from './tags-field.tsx';

interface Wish {
  topic: string;
  level: Level | '';
  addTags: string[];
  removeTags: string[];
  source: Chosen;
}

const NOTHING: Wish = {
  ...{ topic: '', level: '', addTags: [], removeTags: [] },
  source: { text: '', source: '', clause: '' },
};

/** What is asked for; empty: nothing. */
function editOf({ topic, level, addTags, removeTags, source }: Wish): EditTogether {
  return {
    ...(topic !== '' && { topic }),
    ...(level !== '' && { level }),
    ...(addTags.length > 0 && { addTags }),
    ...(removeTags.length > 0 && { removeTags }),
    ...(source.clause !== '' && { source: { source: source.source, clause: source.clause } }),
  };
}

interface FieldsProps {
  bank: MadeBank;
  rows: readonly QuestionRow[];
  wish: Wish;
  onWish: (part: Partial<Wish>) => void;
}

/** What may be made the same for all of them; what is left alone stays as each has it. */
function Fields({ bank, rows, wish, onWish }: FieldsProps) {
  const { formatMessage } = useIntl();
  const text = useText();
  const known = useQuery(tagsQuery(bank.code)).data?.tags.map(({ tag }) => tag) ?? [];
  const stays = formatMessage({ id: 'together.stays' });
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={formatMessage({ id: 'bank.topic' })}
          value={wish.topic}
          all={stays}
          options={bank.topics.map(({ code, title }) => ({ value: code, label: text(title) }))}
          onChange={(topic) => onWish({ topic })}
        />
        <Select<Level | ''>
          label={formatMessage({ id: 'bank.level' })}
          value={wish.level}
          all={stays}
          options={LEVELS.map((value) => ({ value, label: formatMessage({ id: `level.${value}` }) }))}
          onChange={(level) => onWish({ level })}
        />
      </div>
      <TagsField
        label={formatMessage({ id: 'together.addTags' })}
        tags={wish.addTags}
        known={known}
        onChange={(addTags) => onWish({ addTags })}
      />
      <TagsField
        label={formatMessage({ id: 'together.removeTags' })}
        tags={wish.removeTags}
        known={joinedTags(...rows.map(({ tags }) => tags))}
        onChange={(removeTags) => onWish({ removeTags })}
      />
      <Disclosure summary={formatMessage({ id: 'together.source' })}>
        <ChooseFields owner={bank.owner} chosen={wish.source} onChange={(source) => onWish({ source })} />
      </Disclosure>
    </>
  );
}

const changeRows = (bank: string, rows: readonly QuestionRow[], change: EditTogether) =>
  changeTogether(bank, { questions: rows.map(({ code, edition }) => ({ code, edition })), change });

/** Changes several questions at once. */
export function ChangeDialog({
  bank,
  rows,
  onClose,
  onDone,
}: {
  bank: MadeBank;
  rows: readonly QuestionRow[];
  onClose: () => void;
  onDone: (changed: ChangedTogether) => void;
}) {
  const [wish, setWish] = useState(NOTHING);
  const changing = useMutation({
    mutationFn: (change: EditTogether) => changeRows(bank.code, rows, change),
    onSuccess: onDone,
  });
  const edit = editOf(wish);
  const isNothing = Object.keys(edit).length === 0 || rows.length > MOST_TOGETHER;
  return (
    <TitledDialog
      title={<FormattedMessage id="together.title" values={{ count: rows.length }} />}
      onClose={onClose}
    >
      <DialogForm
        deed={<FormattedMessage id="together.do" />}
        pending={changing.isPending || isNothing}
        onSubmit={async (event) => {
          event.preventDefault();
          if (!isNothing && !changing.isPending) await changing.mutateAsync(edit).catch(() => undefined);
        }}
        onCancel={onClose}
        fault={changing.isError && <ErrorNotice error={changing.error} />}
      >
        <p className={classes.soft}>
          <FormattedMessage
            id={rows.length > MOST_TOGETHER ? 'together.tooMany' : 'together.intro'}
            values={{ most: MOST_TOGETHER }}
          />
        </p>
        <Fields
          bank={bank}
          rows={rows}
          wish={wish}
          onWish={(part) => setWish((before) => ({ ...before, ...part }))}
        />
      </DialogForm>
    </TitledDialog>
  );
}
