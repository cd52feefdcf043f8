import type { BankOrder, BankView, BankViews } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { CheckRow } from '../../../components/check-row.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { isSame } from '../../../lib/is-same.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { askedBy, type RowFilter } from '../api/made-banks.ts';
import { removeView, saveView, viewsQuery } from '../api/views.ts';
import classes from './bank.module.css';

/** What a list shows, and in which order. */
export interface ListView {
  filter: RowFilter;
  order: BankOrder;
}

export const EVERYTHING: RowFilter = {
  ...{ text: '', topic: '', level: '', type: '', state: '', tag: '' },
  reports: '',
};

function shownBy({ filter, order }: BankView): ListView {
  const { text, topic = '', level = '', type = '', state = '', tag = '', reports = '' } = filter;
  return { filter: { text, topic, level, type, state, tag, reports }, order };
}

/** Does something to the views of a bank, and shows those that there are then. */
function useViewDeed(bank: string, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (deed: () => Promise<BankViews>) => deed(),
    onSuccess: (views) => {
      queryClient.setQueryData(viewsQuery(bank).queryKey, views);
      onDone();
    },
  });
}

/** Asks for the name under which what is shown is kept, and for whom. */
function SaveDialog({ bank, shown, onClose }: { bank: string; shown: ListView; onClose: () => void }) {
  const { formatMessage } = useIntl();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const saving = useViewDeed(bank, onClose);
  const isReady = name.trim() !== '' && !saving.isPending;
  return (
    <TitledDialog title={<FormattedMessage id="views.save" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="views.save" />}
        pending={!isReady}
        onSubmit={async (event) => {
          event.preventDefault();
          const filter = { text: '', ...askedBy(shown.filter) };
          const view = { name, shared, filter, order: shown.order };
          if (isReady) await saving.mutateAsync(() => saveView(bank, view)).catch(() => undefined);
        }}
        onCancel={onClose}
        fault={saving.isError && <ErrorNotice error={saving.error} />}
      >
        <Field
          label={formatMessage({ id: 'views.name' })}
          hint={formatMessage({ id: 'views.name.hint' })}
          autoComplete="off"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <CheckRow checked={shared} onCheck={setShared}>
          <FormattedMessage id="views.shared" />
        </CheckRow>
      </DialogForm>
    </TitledDialog>
  );
}

function OrderSelect({ order, onOrder }: { order: BankOrder; onOrder: (order: BankOrder) => void }) {
  const { formatMessage } = useIntl();
  return (
    <Select<BankOrder>
      label={formatMessage({ id: 'views.order' })}
      value={order}
      options={(['code', 'newest'] as const).map((value) => ({
        value,
        label: formatMessage({ id: `views.order.${value}` }),
      }))}
      onChange={onOrder}
    />
  );
}

/** Filters that are kept under names, and in which order the list stands. */
export function SavedViews({
  bank,
  shown,
  onShow,
}: {
  bank: string;
  shown: ListView;
  onShow: (view: ListView) => void;
}) {
  const { formatMessage } = useIntl();
  const [isSaving, setSaving] = useState(false);
  const views = useQuery(viewsQuery(bank)).data?.views ?? [];
  const removing = useViewDeed(bank, () => undefined);
  const current = views.find((view) => isSame(shownBy(view), shown));
  const labelOf = ({ name, own, by }: BankView): string =>
    own ? name : formatMessage({ id: 'views.of' }, { name, by: by ?? formatMessage({ id: 'bank.someone' }) });
  const choose = (id: string) => {
    const view = views.find((each) => each.id === id);
    onShow(view ? shownBy(view) : { filter: EVERYTHING, order: 'code' });
  };
  return (
    <div className={classes.pair}>
      <Select
        label={formatMessage({ id: 'views' })}
        value={current?.id ?? ''}
        all={formatMessage({ id: 'views.none' })}
        options={views.map((view) => ({ value: view.id, label: labelOf(view) }))}
        onChange={choose}
      />
      <OrderSelect order={shown.order} onOrder={(order) => onShow({ ...shown, order })} />
      <Button onClick={() => setSaving(true)}>
        <FormattedMessage id="views.save" />
      </Button>
      {current && (
        <Button
          look="quiet"
          aria-disabled={removing.isPending}
          onClick={() => removing.mutate(() => removeView(bank, current.id))}
        >
          <FormattedMessage id="views.remove" values={{ name: current.name }} />
        </Button>
      )}
      {removing.isError && <ErrorNotice error={removing.error} />}
      {isSaving && <SaveDialog bank={bank} shown={shown} onClose={() => setSaving(false)} />}
    </div>
  );
}
