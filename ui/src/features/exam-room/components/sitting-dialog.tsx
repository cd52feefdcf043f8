import { MOST_SEATS, SittingTerms, type Sitting } from '@chuyen-de/contracts';
import { useState, type Dispatch, type SetStateAction } from 'react';
import { FormattedMessage } from 'react-intl';
import { CheckRow } from '../../../components/check-row.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { ProblemError } from '../../../lib/http.ts';
import { fromSchoolMinute, schoolMinute } from '../../../lib/school-time.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { changeSitting, makeSitting } from '../api/sittings.ts';

/** As it is typed. */
interface Typed {
  name: string;
  opensAt: string;
  closesAt: string;
  capacity: string;
  open: boolean;
}

const typedOf = (sitting: Sitting | undefined): Typed => ({
  name: sitting?.name ?? '',
  opensAt: sitting?.opensAt === undefined ? '' : schoolMinute(sitting.opensAt),
  closesAt: sitting?.closesAt === undefined ? '' : schoolMinute(sitting.closesAt),
  capacity: sitting?.capacity === undefined ? '' : String(sitting.capacity),
  open: sitting?.open ?? true,
});

/** What was typed, read; or which fields will not do. */
function read({ name, opensAt, closesAt, capacity, open }: Typed) {
  const read = SittingTerms.safeParse({
    ...{ name, open },
    ...(opensAt !== '' && { opensAt: fromSchoolMinute(opensAt) }),
    ...(closesAt !== '' && { closesAt: fromSchoolMinute(closesAt) }),
    ...(capacity.trim() !== '' && { capacity: Number(capacity) }),
  });
  if (read.success) return { terms: read.data, wrong: [] };
  return { terms: undefined, wrong: read.error.issues.map(({ path }) => path[0]) };
}

const FAULTS = ['opensAt.closesAt', 'opensAt.exam', 'closesAt.exam'] as const;

/** Which two settings contradict each other, as the server names them. */
function ContradictionOf({ error }: { error: unknown }) {
  const fields = error instanceof ProblemError ? error.problem?.['fields'] : undefined;
  const fault = FAULTS.find((each) => Array.isArray(fields) && fields.join('.') === each);
  return fault ? (
    <Notice tone="warn" live>
      <FormattedMessage id={`sittings.fault.${fault}`} />
    </Notice>
  ) : (
    <ErrorNotice error={error} />
  );
}

interface FieldsProps {
  typed: Typed;
  onTyped: Dispatch<SetStateAction<Typed>>;
  wrong: readonly unknown[];
}

function SittingFields({ typed, onTyped, wrong }: FieldsProps) {
  const put = (change: Partial<Typed>) => onTyped((before) => ({ ...before, ...change }));
  return (
    <>
      <Field
        type="text"
        maxLength={60}
        label={<FormattedMessage id="sittings.name" />}
        fault={wrong.includes('name') ? <FormattedMessage id="sittings.nameWrong" /> : undefined}
        value={typed.name}
        onChange={(event) => put({ name: event.target.value })}
      />
      {(['opensAt', 'closesAt'] as const).map((end) => (
        <Field
          key={end}
          type="datetime-local"
          label={<FormattedMessage id={`sittings.${end}`} />}
          value={typed[end]}
          onChange={(event) => put({ [end]: event.target.value })}
        />
      ))}
      <Field
        type="text"
        inputMode="numeric"
        label={<FormattedMessage id="sittings.capacity" />}
        hint={<FormattedMessage id="sittings.capacityHint" />}
        fault={
          wrong.includes('capacity') ? (
            <FormattedMessage id="sittings.capacityWrong" values={{ most: MOST_SEATS }} />
          ) : undefined
        }
        value={typed.capacity}
        onChange={(event) => put({ capacity: event.target.value })}
      />
      <CheckRow checked={typed.open} onCheck={(open) => put({ open })}>
        <FormattedMessage id="sittings.letPick" />
      </CheckRow>
    </>
  );
}

interface DialogProps {
  exam: string;
  /** Undefined: a new one. */
  sitting: Sitting | undefined;
  onDone: () => void;
  onClose: () => void;
}

/** Asks for what a sitting is like, and makes or changes it. */
export function SittingDialog({ exam, sitting, onDone, onClose }: DialogProps) {
  const [typed, setTyped] = useState(() => typedOf(sitting));
  const [isSent, setIsSent] = useState(false);
  // Asked again after an answer that was lost, it is made once.
  const [id] = useState(() => crypto.randomUUID());
  const saving = useMutation({
    mutationFn: (terms: SittingTerms) =>
      sitting
        ? changeSitting(exam, sitting.id, { ...terms, edition: sitting.edition })
        : makeSitting(exam, { ...terms, id }),
    onSuccess: onDone,
  });
  const { terms, wrong } = read(typed);
  return (
    <TitledDialog
      title={
        <FormattedMessage
          id={sitting ? 'sittings.editOne' : 'sittings.add'}
          values={{ name: sitting?.name ?? '' }}
        />
      }
      onClose={onClose}
    >
      <DialogForm
        deed={<FormattedMessage id="sittings.save" />}
        pending={saving.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          setIsSent(true);
          if (terms && !saving.isPending) saving.mutate(terms);
          return Promise.resolve();
        }}
        onCancel={onClose}
        fault={saving.isError && <ContradictionOf error={saving.error} />}
      >
        <SittingFields typed={typed} onTyped={setTyped} wrong={isSent ? wrong : []} />
      </DialogForm>
    </TitledDialog>
  );
}
