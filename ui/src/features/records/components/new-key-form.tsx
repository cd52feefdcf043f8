import type { NewRecordKey, RecordKeySecret } from '@chuyen-de/contracts';
import { useForm } from 'react-hook-form';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { createKey } from '../api/keys.ts';
import classes from './keys-panel.module.css';
import { RecordsFault } from './records-fault.tsx';

interface Fields {
  note: string;
  kind: 'analysis' | 'rows' | 'identified' | 'writer' | 'all';
}

/** What people need keys for, in place of a list of scopes. */
const KINDS: Record<Fields['kind'], Pick<NewRecordKey, 'scopes' | 'identified'>> = {
  analysis: { scopes: ['analysis/read'], identified: false },
  rows: { scopes: ['analysis/read', 'analysis/rows'], identified: false },
  identified: { scopes: ['statements/read', 'analysis/read'], identified: true },
  writer: { scopes: ['statements/write', 'statements/read/mine'], identified: false },
  all: { scopes: ['all'], identified: true },
};

export function NewKeyForm({ onMade }: { onMade: (made: RecordKeySecret) => void }) {
  const { register, handleSubmit, reset } = useForm<Fields>({
    defaultValues: { note: '', kind: 'analysis' },
  });
  const create = useMutation({
    mutationFn: ({ note, kind }: Fields) => createKey({ ...KINDS[kind], note: note.trim() }),
    onSuccess: (made) => {
      reset();
      onMade(made);
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => void handleSubmit((fields) => create.mutate(fields))(event)}
    >
      <h3>
        <FormattedMessage id="records.keys.new" />
      </h3>
      <Field label={<FormattedMessage id="records.keys.note" />} maxLength={200} {...register('note')} />
      <fieldset className={classes.kinds}>
        <legend>
          <FormattedMessage id="records.keys.kind" />
        </legend>
        {(Object.keys(KINDS) as Fields['kind'][]).map((kind) => (
          <label key={kind} className={classes.kind}>
            <input type="radio" value={kind} {...register('kind')} />
            <span>
              <FormattedMessage id={`records.keys.kind.${kind}`} />
            </span>
          </label>
        ))}
      </fieldset>
      {create.isError && <RecordsFault error={create.error} />}
      <div>
        <Button look="main" type="submit" aria-disabled={create.isPending}>
          <FormattedMessage id="records.keys.create" />
        </Button>
      </div>
    </form>
  );
}
