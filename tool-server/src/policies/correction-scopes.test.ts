import type { Role, Scope } from '@chuyen-de/contracts';
import type { HeldRole } from './actor.rules.ts';
import { scopesOfCorrection } from './making.policy.ts';

const SCHOOL: Scope = { kind: 'platform', platformId: 'school' };

describe('a correction of a question', () => {
  it.each<[Role[], HeldRole[], string[]]>([
    [['learner'], [], []],
    [['lecturer'], [], ['course']],
    [['administrator'], [], ['course', 'platform']],
    [['lecturer'], [{ role: 'author', scope: SCHOOL }], ['course', 'platform']],
    [
      ['administrator'],
      [{ role: 'author', scope: { kind: 'installation' } }],
      ['course', 'platform', 'installation'],
    ],
    [['lecturer'], [{ role: 'author', scope: { kind: 'platform', platformId: 'other school' } }], ['course']],
  ])('of %j, who holds %j, reaches %j', (roles, held, scopes) => {
    expect(
      scopesOfCorrection({ personId: 'person', platformId: 'school', contextId: 'course', roles, held }).map(
        ({ kind }) => kind,
      ),
    ).toEqual(scopes);
  });
});
