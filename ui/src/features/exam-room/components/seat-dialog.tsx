import { MOST_SEATED, type RoomRow, type RoomView } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Select } from '../../../components/select.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { giveSeats } from '../api/sittings.ts';

interface DialogProps {
  exam: string;
  sittings: RoomView['sittings'];
  people: readonly RoomRow[];
  onDone: (seated: number) => void;
  onClose: () => void;
}

/** Puts people into a sitting, some hundred at a time. */
export function SeatDialog({ exam, sittings, people, onDone, onClose }: DialogProps) {
  const { formatMessage } = useIntl();
  const [sitting, setSitting] = useState(sittings[0]?.id ?? '');
  const seating = useMutation({
    mutationFn: async () => {
      const ids = people.map(({ person }) => person.id);
      let seated = 0;
      for (let from = 0; from < ids.length; from += MOST_SEATED) {
        const some = ids.slice(from, from + MOST_SEATED);
        seated += (await giveSeats(exam, { sitting: sitting === '' ? null : sitting, people: some })).seated;
      }
      return seated;
    },
    onSuccess: onDone,
  });
  return (
    <TitledDialog
      title={
        <FormattedMessage
          id="sittings.seatTitle"
          values={{ whom: formatMessage({ id: 'examRoom.chosen' }, { count: people.length }) }}
        />
      }
      onClose={onClose}
    >
      <DialogForm
        deed={<FormattedMessage id="sittings.seatDo" />}
        pending={seating.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          if (!seating.isPending) seating.mutate();
          return Promise.resolve();
        }}
        onCancel={onClose}
        fault={seating.isError && <ErrorNotice error={seating.error} />}
      >
        <Select
          label={<FormattedMessage id="sittings.filter" />}
          value={sitting}
          options={sittings.map(({ id, name }) => ({ value: id, label: name }))}
          all={formatMessage({ id: 'sittings.noSeat' })}
          onChange={setSitting}
        />
      </DialogForm>
    </TitledDialog>
  );
}
