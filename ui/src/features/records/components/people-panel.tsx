import type { HeldPerson } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, type UseFormRegister } from 'react-hook-form';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { Notice } from '../../../components/notice.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { forgetPerson, peopleQuery, personFile } from '../api/people.ts';
import { handOver } from '../../../lib/hand-over.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import classes from './keys-panel.module.css';
import { PeopleFound, PeopleSearch, PersonFacts } from './people-search.tsx';
import { REASON, ReasonField } from './reason-field.tsx';
import { RecordsFault } from './records-fault.tsx';

const HOW = ['nameless', 'removed'] as const;

interface Wish {
  how: (typeof HOW)[number];
  reason: string;
}

function HowMuch({ register }: { register: UseFormRegister<Wish> }) {
  return (
    <fieldset className={classes.kinds}>
      <legend>
        <FormattedMessage id="records.people.how" />
      </legend>
      {HOW.map((how) => (
        <label key={how} className={classes.kind}>
          <input type="radio" value={how} {...register('how')} />
          <span>
            <FormattedMessage id={`records.people.how.${how}`} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Asks how much of somebody is to go, and why. */
function ForgetDialog({
  person,
  onDone,
  onClose,
}: {
  person: HeldPerson;
  onDone: () => void;
  onClose: () => void;
}) {
  const { register, handleSubmit, formState } = useForm<Wish>({
    defaultValues: { how: 'nameless', reason: '' },
  });
  const forget = useMutation({
    mutationFn: (wish: Wish) => forgetPerson(person.id, { ...wish, reason: wish.reason.trim() }),
    onSuccess: onDone,
  });
  return (
    <TitledDialog
      title={<FormattedMessage id="records.people.forgetOf" values={{ name: person.name ?? person.sub }} />}
      onClose={onClose}
    >
      <DialogForm
        deed={<FormattedMessage id="records.people.forget" />}
        pending={forget.isPending}
        onSubmit={handleSubmit((wish) => forget.mutate(wish))}
        onCancel={onClose}
        fault={forget.isError && <RecordsFault error={forget.error} />}
      >
        <HowMuch register={register} />
        <ReasonField isMissing={formState.errors.reason !== undefined} {...register('reason', REASON)} />
      </DialogForm>
    </TitledDialog>
  );
}

function PersonRow({ person, onForget }: { person: HeldPerson; onForget: () => void }) {
  const { date } = useFormats();
  const { formatMessage } = useIntl();
  const name = person.name ?? person.sub;
  const fetchFile = useMutation({
    mutationFn: () => personFile(person.id),
    onSuccess: (file) => handOver(file, `person-${person.id}.json`),
  });
  return (
    <li className={classes.row}>
      <div>
        <p>{name}</p>
        <PersonFacts email={person.email} sub={person.sub}>
          {person.lastLaunchAt !== null && (
            <span>
              <FormattedMessage id="records.people.seen" values={{ at: date(person.lastLaunchAt) }} />
            </span>
          )}
        </PersonFacts>
        {fetchFile.isError && <RecordsFault error={fetchFile.error} />}
      </div>
      <div className={classes.actions}>
        <Button
          aria-label={formatMessage({ id: 'records.people.fileOf' }, { name })}
          aria-disabled={fetchFile.isPending}
          onClick={() => fetchFile.mutate()}
        >
          <FormattedMessage id="records.people.file" />
        </Button>
        <Button aria-label={formatMessage({ id: 'records.people.forgetOf' }, { name })} onClick={onForget}>
          <FormattedMessage id="records.people.forget" />
        </Button>
      </div>
    </li>
  );
}

function Found({ text, onForget }: { text: string; onForget: (person: HeldPerson) => void }) {
  return (
    <PeopleFound
      found={useQuery(peopleQuery(text))}
      row={(person) => <PersonRow key={person.id} person={person} onForget={() => onForget(person)} />}
    />
  );
}

/** What is held of the people of the administrator's own LMS: handed out as a file, or let go. */
export function PeoplePanel() {
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [leaving, setLeaving] = useState<HeldPerson>();
  const [gone, setGone] = useState(false);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2>
        <FormattedMessage id="records.tab.people" />
      </h2>
      <FormattedMessage id="records.people.intro" tagName="p" />
      <PeopleSearch
        label={<FormattedMessage id="records.people.text" />}
        onSearch={(sought) => {
          setGone(false);
          setText(sought);
        }}
      />
      {gone && (
        <Notice tone="good" live>
          <FormattedMessage id="records.people.gone" />
        </Notice>
      )}
      {text !== '' && <Found text={text} onForget={setLeaving} />}
      {leaving && (
        <ForgetDialog
          person={leaving}
          onClose={() => setLeaving(undefined)}
          onDone={() => {
            setLeaving(undefined);
            setGone(true);
            void queryClient.invalidateQueries({ queryKey: ['people'] });
          }}
        />
      )}
    </section>
  );
}
