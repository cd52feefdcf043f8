import type { Role } from '@chuyen-de/contracts';
import { rolesText, stillStands } from './standing.rules.ts';

const standing = (administrator: boolean, inCourse: Record<string, Role[]>) => ({
  administrator,
  inCourse: Object.fromEntries(Object.entries(inCourse).map(([key, roles]) => [key, rolesText(roles)])),
});

describe('stillStands', () => {
  it.each<[string, Role[], Role[], boolean]>([
    ['the same roles', ['lecturer'], ['lecturer'], true],
    ['the same roles in another order', ['learner', 'lecturer'], ['lecturer', 'learner'], true],
    ['a lecturer who is a learner now', ['lecturer'], ['learner'], false],
    ['a learner who is a lecturer now', ['learner'], ['lecturer'], false],
    ['one role less', ['lecturer', 'organiser'], ['lecturer'], false],
  ])('holds %s against each other', (_what, roles, now, stands) => {
    expect(stillStands(standing(false, { c: now }), { contextId: 'c', roles })).toBe(stands);
  });

  it('leaves alone what was said of another course, or of none', () => {
    const elsewhere = standing(false, { c: ['learner'], none: ['learner'] });
    expect(stillStands(elsewhere, { contextId: 'd', roles: ['lecturer'] })).toBe(true);
    expect(stillStands(standing(false, { c: ['learner'] }), { roles: ['lecturer'] })).toBe(true);
  });

  it('lets an administrator be one no longer, in whichever course that is said', () => {
    const roles: Role[] = ['administrator', 'lecturer'];
    expect(stillStands(standing(true, { d: ['lecturer'] }), { contextId: 'c', roles })).toBe(true);
    expect(stillStands(standing(false, { d: ['lecturer'] }), { contextId: 'c', roles })).toBe(false);
    expect(stillStands(standing(false, {}), { contextId: 'c', roles: ['lecturer'] })).toBe(true);
  });

  it('lets an organiser, who sees every course of the LMS, be one no longer wherever that is said', () => {
    const said = (organiser?: boolean) => ({
      ...standing(false, { d: ['learner'] }),
      ...(organiser !== undefined && { organiser }),
    });
    const session = { contextId: 'c', roles: ['organiser'] as Role[] };
    expect(stillStands(said(true), session)).toBe(true);
    expect(stillStands(said(false), session)).toBe(false);
    expect(stillStands(said(), session)).toBe(true);
  });
});
