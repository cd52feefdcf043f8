import type { MadeBank, SaveBank } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { changedProblem } from '../../../lib/changed-problem.ts';
import { movedUp } from '../../../lib/moved-up.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { MoveUpButton, onEnter, PartList, RemoveButton } from '../../../question-types/editing.tsx';
import editing from '../../../question-types/editing.module.css';
import { bankQuery, MADE_BANKS, saveBank } from '../api/made-banks.ts';
import { useSheetOver, type SheetKind } from '../use-sheet-over.ts';
import { SheetContest } from './sheet-contest.tsx';

interface Topic {
  /** Tells rows apart; one that is stored is known by its code. */
  key: string;
  code?: string;
  title: string;
}

function Topics({ topics, onChange }: { topics: Topic[]; onChange: (topics: Topic[]) => void }) {
  const { formatMessage } = useIntl();
  const add = () => onChange([...topics, { key: crypto.randomUUID(), title: '' }]);
  return (
    <fieldset className={editing.stack}>
      <legend>
        <FormattedMessage id="bank.topics" />
      </legend>
      <PartList label={formatMessage({ id: 'bank.topic.add' })} onAdd={add}>
        {topics.map((topic, index) => {
          const label = formatMessage({ id: 'bank.topic.number' }, { number: index + 1 });
          return (
            <div key={topic.key} className={editing.row}>
              <div className={editing.stack}>
                <Field
                  label={label}
                  lang="vi"
                  autoComplete="off"
                  maxLength={200}
                  value={topic.title}
                  onKeyDown={onEnter(add)}
                  onChange={(event) =>
                    onChange(
                      topics.map((each) => (each === topic ? { ...each, title: event.target.value } : each)),
                    )
                  }
                />
                <MoveUpButton what={label} index={index} onMove={() => onChange(movedUp(topics, index))} />
              </div>
              <RemoveButton what={label} onRemove={() => onChange(topics.filter((each) => each !== topic))} />
            </div>
          );
        })}
      </PartList>
    </fieldset>
  );
}

interface Outline {
  title: string;
  topics: Topic[];
}

const BANK: SheetKind<MadeBank, Outline> = {
  sheetOf: ({ title, topics }) => ({
    title: title.vi,
    topics:
      topics.length === 0
        ? [{ key: 'first', title: '' }]
        : topics.map(({ code, title: named }) => ({ key: code, code, title: named.vi })),
  }),
  fields: ['title', 'topics'],
  changeIn: (error) => changedProblem(error, 'bank_changed')?.bank,
};

/** What is on screen; a topic without a title is none. */
const outlineOf = (edition: number, { title, topics }: Outline): SaveBank => ({
  edition,
  title: title.trim(),
  topics: topics
    .filter((topic) => topic.title.trim() !== '')
    .map(({ code, title: named }) => ({ ...(code !== undefined && { code }), title: named.trim() })),
});

/** Changes the name of a bank and its topics. */
export function OutlineDialog({ bank, onClose }: { bank: MadeBank; onClose: () => void }) {
  const { formatMessage } = useIntl();
  const queryClient = useQueryClient();
  const { sheet, edition, theirs, change, meet, decide } = useSheetOver(bank, BANK);
  const saving = useMutation({
    mutationFn: (outline: SaveBank) => saveBank(bank.code, outline),
    onError: meet,
    onSuccess: async (saved) => {
      queryClient.setQueryData(bankQuery(bank.code).queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, 'list'] });
      onClose();
    },
  });
  const canSave = sheet.title.trim() !== '' && !saving.isPending && theirs?.state !== 'contested';
  return (
    <TitledDialog title={<FormattedMessage id="bank.topics.edit" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="bank.topics.save" />}
        pending={!canSave}
        onSubmit={async (event) => {
          event.preventDefault();
          if (canSave) await saving.mutateAsync(outlineOf(edition, sheet)).catch(() => undefined);
        }}
        onCancel={onClose}
        fault={
          <>
            <SheetContest theirs={theirs} decide={decide} />
            {saving.isError && !BANK.changeIn(saving.error) && <ErrorNotice error={saving.error} />}
          </>
        }
      >
        <Field
          label={formatMessage({ id: 'bank.name' })}
          autoComplete="off"
          maxLength={200}
          value={sheet.title}
          onChange={(event) => change({ ...sheet, title: event.target.value })}
        />
        <Topics topics={sheet.topics} onChange={(topics) => change({ ...sheet, topics })} />
      </DialogForm>
    </TitledDialog>
  );
}
