import type { Grantees, GrantRole, RevokeRole, RoleGrant, RoleGrants } from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

/** `GET /api/roles` */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: () => http.get('/api/roles', expecting<RoleGrants>('grants', 'reaches')),
});

/** `GET /api/roles/people?text=` */
export const granteesQuery = (text: string) =>
  queryOptions({
    queryKey: ['roles', 'people', text],
    queryFn: () =>
      http.get(`/api/roles/people?text=${encodeURIComponent(text)}`, expecting<Grantees>('people')),
    enabled: text !== '',
  });

/** `POST /api/roles` */
export const grantRole = (wish: GrantRole) =>
  http.post('/api/roles', wish, expecting<RoleGrant>('id', 'person'));

/** `POST /api/roles/:id/revocation` */
export const revokeRole = (id: string, revocation: RevokeRole) =>
  http.post(
    `/api/roles/${encodeURIComponent(id)}/revocation`,
    revocation,
    expecting<RoleGrant>('id', 'person'),
  );
