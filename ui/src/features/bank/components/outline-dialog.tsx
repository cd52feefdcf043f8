import type { MadeBank, SaveBank } from '@chuyen-de/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { movedUp } from '../../../lib/moved-up.ts';
import { MoveUpButton, onEnter, PartList, RemoveButton } from '../../../question-types/editing.tsx';
import editing from '../../../question-types/editing.module.css';
import { bankQuery, MADE_BANKS, saveBank } from '../api/made-banks.ts';

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

/** What is on screen; a topic without a title is none. */
const outlineOf = ({ edition }: MadeBank, title: string, topics: readonly Topic[]): SaveBank => ({
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
  const [title, setTitle] = useState(bank.title.vi);
  const [topics, setTopics] = useState<Topic[]>(() =>
    bank.topics.length === 0
      ? [{ key: 'first', title: '' }]
      : bank.topics.map(({ code, title: named }) => ({ key: code, code, title: named.vi })),
  );
  const saving = useMutation({
    mutationFn: (outline: SaveBank) => saveBank(bank.code, outline),
    onSuccess: async (saved) => {
      queryClient.setQueryData(bankQuery(bank.code).queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, 'list'] });
      onClose();
    },
  });
  return (
    <TitledDialog title={<FormattedMessage id="bank.topics.edit" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="bank.topics.save" />}
        pending={saving.isPending || title.trim() === ''}
        onSubmit={async (event) => {
          event.preventDefault();
          if (title.trim() !== '' && !saving.isPending)
            await saving.mutateAsync(outlineOf(bank, title, topics)).catch(() => undefined);
        }}
        onCancel={onClose}
        fault={saving.isError && <ErrorNotice error={saving.error} />}
      >
        <Field
          label={formatMessage({ id: 'bank.name' })}
          autoComplete="off"
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Topics topics={topics} onChange={setTopics} />
      </DialogForm>
    </TitledDialog>
  );
}
