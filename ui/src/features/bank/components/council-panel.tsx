import type { MadeBank, SetCouncil } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { CheckRow } from '../../../components/check-row.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';
import { appraisersQuery, bankAppraisalsQuery, setCouncil } from '../api/appraisals.ts';
import { bankQuery, MADE_BANKS } from '../api/made-banks.ts';
import classes from './bank.module.css';

interface Sheet {
  members: readonly string[];
  needed: string;
  days: string;
}

/** What is typed, as a council; undefined where it is none. */
function councilOf({ members, needed, days }: Sheet): SetCouncil['council'] | undefined {
  const [votes, within] = [Number(needed), Number(days)];
  const isSound = [votes, within].every((each) => Number.isInteger(each) && each >= 1);
  if (!isSound || votes > members.length || within > 365) return undefined;
  return { members: [...members], needed: votes, days: within };
}

/** Who sits in the council, of those who hold the role and those who did. */
function Members({
  bank,
  sheet,
  onChange,
}: {
  bank: MadeBank;
  sheet: Sheet;
  onChange: (sheet: Sheet) => void;
}) {
  const appraisers = useQuery(appraisersQuery(bank.code));
  if (appraisers.isError) return <ErrorNotice error={appraisers.error} />;
  if (!appraisers.data) return <Loading />;
  const { people } = appraisers.data;
  const former = (bank.council?.members ?? []).filter(({ id }) => !people.some((each) => each.id === id));
  const listed = [...people, ...former];
  return (
    <fieldset>
      <legend>
        <FormattedMessage id="council.members" />
      </legend>
      {listed.length === 0 && (
        <p>
          <FormattedMessage id="council.nobody" />
        </p>
      )}
      {listed.map(({ id, name }) => (
        <CheckRow
          key={id}
          checked={sheet.members.includes(id)}
          onCheck={(on) =>
            onChange({
              ...sheet,
              members: on ? [...sheet.members, id] : sheet.members.filter((each) => each !== id),
            })
          }
        >
          {name ?? '–'}
        </CheckRow>
      ))}
    </fieldset>
  );
}

function useSetCouncil(bank: MadeBank, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (council: SetCouncil['council']) => setCouncil(bank.code, { edition: bank.edition, council }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(bankQuery(bank.code).queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: [...MADE_BANKS, bank.code] });
      onDone();
    },
  });
}

/** Says who has to approve questions, how many of them, and within which time. */
function CouncilDialog({ bank, onClose }: { bank: MadeBank; onClose: () => void }) {
  const { formatMessage } = useIntl();
  const [sheet, setSheet] = useState<Sheet>(() => ({
    members: bank.council?.members.map(({ id }) => id) ?? [],
    needed: String(bank.council?.needed ?? 2),
    days: String(bank.council?.days ?? 7),
  }));
  const council = councilOf(sheet);
  const setting = useSetCouncil(bank, onClose);
  const number = (name: 'needed' | 'days') => ({
    label: formatMessage({ id: `council.${name}` }),
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    maxLength: 3,
    value: sheet[name],
    onChange: (event: { target: { value: string } }) => setSheet({ ...sheet, [name]: event.target.value }),
  });
  return (
    <TitledDialog title={<FormattedMessage id="council.title" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="council.save" />}
        pending={setting.isPending || council === undefined}
        onSubmit={async (event) => {
          event.preventDefault();
          if (council && !setting.isPending) await setting.mutateAsync(council).catch(() => undefined);
        }}
        onCancel={onClose}
        fault={setting.isError && <ErrorNotice error={setting.error} />}
      >
        <p className={classes.soft}>
          <FormattedMessage id="council.intro" />
        </p>
        <Members bank={bank} sheet={sheet} onChange={setSheet} />
        <div className={classes.pair}>
          <Field {...number('needed')} />
          <Field {...number('days')} />
        </div>
      </DialogForm>
    </TitledDialog>
  );
}

/** Asks before a bank does without a council: what that has before it is taken back. */
function DissolvingDialog({ bank, onClose }: { bank: MadeBank; onClose: () => void }) {
  const dissolving = useSetCouncil(bank, onClose);
  const list = useQuery(bankAppraisalsQuery(bank.code));
  const count = list.data?.appraisals.length ?? 0;
  return (
    <TitledDialog title={<FormattedMessage id="council.dissolve" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id="council.dissolve" />}
        pending={dissolving.isPending || list.isPending}
        onSubmit={async (event) => {
          event.preventDefault();
          if (!dissolving.isPending && !list.isPending)
            await dissolving.mutateAsync(null).catch(() => undefined);
        }}
        onCancel={onClose}
        fault={dissolving.isError && <ErrorNotice error={dissolving.error} />}
      >
        <p>
          <FormattedMessage id="council.dissolve.intro" />
        </p>
        {count > 0 && (
          <p className={classes.bad}>
            <FormattedMessage
              id="council.dissolve.underWay"
              values={{ count, more: String(list.data?.more) }}
            />
          </p>
        )}
      </DialogForm>
    </TitledDialog>
  );
}

/** Who sits in a council, and how many of them have to approve. */
function About({ council }: Pick<MadeBank, 'council'>) {
  if (!council)
    return (
      <p className={classes.soft}>
        <FormattedMessage id="council.none" />
      </p>
    );
  const { members, needed, days } = council;
  const namesOf = (people: typeof members) => people.map(({ name }) => name ?? '–').join(', ');
  const former = members.filter(({ holds }) => !holds);
  return (
    <>
      <p>
        <FormattedMessage id="council.about" values={{ needed, count: members.length, days }} />
      </p>
      <p>{namesOf(members)}</p>
      {former.length > 0 && (
        <p className={classes.bad}>
          <FormattedMessage id="council.former" values={{ names: namesOf(former) }} />
        </p>
      )}
    </>
  );
}

/** The council of a bank: who it is, and how that changes. */
export function CouncilPanel({ bank }: { bank: MadeBank }) {
  const [asks, setAsks] = useState<'set' | 'dissolve'>();
  const { council, can } = bank;
  const close = () => setAsks(undefined);
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="council.title" />
      </h2>
      <About council={council} />
      <div className={classes.ways}>
        {can.setCouncil && (
          <Button onClick={() => setAsks('set')}>
            <FormattedMessage id={council ? 'council.change' : 'council.set'} />
          </Button>
        )}
        {can.setCouncil && council && (
          <Button look="quiet" onClick={() => setAsks('dissolve')}>
            <FormattedMessage id="council.dissolve" />
          </Button>
        )}
        {council && (
          <ButtonLink to={`/banks/${bank.code}/minutes`}>
            <FormattedMessage id="appraisal.minutes" />
          </ButtonLink>
        )}
      </div>
      {council && !can.setCouncil && (
        <p className={classes.soft}>
          <FormattedMessage id="council.fixed" />
        </p>
      )}
      {asks === 'set' && <CouncilDialog bank={bank} onClose={close} />}
      {asks === 'dissolve' && <DissolvingDialog bank={bank} onClose={close} />}
    </section>
  );
}
