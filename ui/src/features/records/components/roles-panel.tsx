import type { Grantee, RoleGrant, RoleGrants } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { rolesQuery } from '../api/roles.ts';
import { useNameOf } from '../use-name-of.ts';
import { GrantDialog } from './grant-dialog.tsx';
import { GranteeSearch } from './grantee-search.tsx';
import classes from './keys-panel.module.css';
import { RecordsFault } from './records-fault.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';

function Reach({ scope: { kind, title } }: Pick<RoleGrant, 'scope'>) {
  if (kind === 'course' && title !== null)
    return <FormattedMessage id="records.roles.reach.titled" values={{ title }} />;
  return <FormattedMessage id={`records.roles.reach.${kind}`} />;
}

function GrantFacts({ grant }: { grant: RoleGrant }) {
  const { date } = useFormats();
  const nameOf = useNameOf();
  const { grantedAt, grantedBy, until, reason } = grant;
  return (
    <p className={classes.facts}>
      <span>
        <Reach scope={grant.scope} />
      </span>
      <span>
        {grantedBy === null ? (
          <FormattedMessage id="records.roles.byOperator" values={{ at: date(grantedAt) }} />
        ) : (
          <FormattedMessage id="records.roles.by" values={{ at: date(grantedAt), name: nameOf(grantedBy) }} />
        )}
      </span>
      {until !== null && (
        <span>
          {/* What ends with a day ends at the first moment of the next. */}
          <FormattedMessage
            id="records.roles.untilDay"
            values={{ at: date(new Date(until).getTime() - 1) }}
          />
        </span>
      )}
      <span>
        <FormattedMessage id="records.roles.why" values={{ reason }} />
      </span>
    </p>
  );
}

function GrantRow({ grant, onRevoke }: { grant: RoleGrant; onRevoke: () => void }) {
  const { formatMessage } = useIntl();
  const nameOf = useNameOf();
  const role = formatMessage({ id: `records.roles.role.${grant.role}` });
  const name = nameOf(grant.person);
  return (
    <li className={classes.row}>
      <div>
        <p>
          <strong>{name}</strong> – {role}
        </p>
        <GrantFacts grant={grant} />
      </div>
      {grant.can.revoke && (
        <div className={classes.actions}>
          <Button
            aria-haspopup="dialog"
            aria-label={formatMessage({ id: 'records.roles.revokeOf' }, { role, name })}
            onClick={onRevoke}
          >
            <FormattedMessage id="records.roles.revoke" />
          </Button>
        </div>
      )}
    </li>
  );
}

function Holders({
  grants,
  onRevoke,
}: Pick<RoleGrants, 'grants'> & { onRevoke: (grant: RoleGrant) => void }) {
  if (grants.length === 0) return <FormattedMessage id="records.roles.none" tagName="p" />;
  return (
    <ul className={classes.list}>
      {grants.map((grant) => (
        <GrantRow key={grant.id} grant={grant} onRevoke={() => onRevoke(grant)} />
      ))}
    </ul>
  );
}

/** Roles of the tool among the people of the administrator's own LMS: who holds them, granting, revoking. */
export function RolesPanel() {
  const queryClient = useQueryClient();
  const roles = useQuery(rolesQuery);
  const [granting, setGranting] = useState<Grantee>();
  const [revoking, setRevoking] = useState<RoleGrant>();
  const [done, setDone] = useState<'granted' | 'revoked'>();
  if (roles.isError) return <RecordsFault error={roles.error} onRetry={() => void roles.refetch()} />;
  if (!roles.data) return <Loading />;
  const close = () => {
    setGranting(undefined);
    setRevoking(undefined);
  };
  const finish = (deed: 'granted' | 'revoked') => {
    close();
    setDone(deed);
    void queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey, exact: true });
  };
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2>
        <FormattedMessage id="records.tab.roles" />
      </h2>
      <FormattedMessage id="records.roles.intro" tagName="p" />
      {done && (
        <Notice tone="good" live>
          <FormattedMessage id={`records.roles.${done}`} />
        </Notice>
      )}
      <h3>
        <FormattedMessage id="records.roles.holders" />
      </h3>
      <Holders grants={roles.data.grants} onRevoke={setRevoking} />
      <h3>
        <FormattedMessage id="records.roles.granting" />
      </h3>
      <GranteeSearch onGrant={setGranting} />
      {granting && (
        <GrantDialog
          person={granting}
          reaches={roles.data.reaches}
          onDone={() => finish('granted')}
          onClose={close}
        />
      )}
      {revoking && <RevokeDialog grant={revoking} onDone={() => finish('revoked')} onClose={close} />}
    </section>
  );
}
