import { Role, ToolRole, type Scope } from '@chuyen-de/contracts';
import type { Actor, HeldRole } from './actor.rules.ts';
import { DEEDS, may, sessionCan, type Deed } from './deeds.policy.ts';
import { refusalOfGrant, refusalOfRevocation, type Granter } from './granting.policy.ts';
import { mayEditMade, ownersOfMade } from './making.policy.ts';
import { recordsReach } from './records.policy.ts';
import { covers, liesIn, takesIn } from './scope.rules.ts';

const HERE = { platformId: 'school', contextId: 'course' };
const SCOPES: Record<string, Scope> = {
  installation: { kind: 'installation' },
  platform: { kind: 'platform', platformId: 'school' },
  course: { kind: 'course', platformId: 'school', contextId: 'course' },
  'other platform': { kind: 'platform', platformId: 'other school' },
  'other course': { kind: 'course', platformId: 'school', contextId: 'other course' },
  // Courses have ids of their own everywhere; should two be equal, the LMS tells them apart.
  'course of the same id': { kind: 'course', platformId: 'other school', contextId: 'course' },
};
const AROUND = ['installation', 'platform', 'course'];

const subsetsOf = <T>(all: readonly T[]): T[][] =>
  all.reduce<T[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);

const anActor = (roles: readonly Role[], held: readonly HeldRole[] = [], over: Partial<Actor> = {}) => ({
  ...{ personId: 'person', ...HERE },
  roles,
  held,
  ...over,
});

const TEACHING: Role[] = ['lecturer', 'organiser', 'administrator'];

/** Each deed with the roles of the LMS, and those of the tool, one of which is enough. */
const TABLE: Record<Deed, { lms: Role[]; tool: ToolRole[] }> = {
  'content.tryOut': { lms: TEACHING, tool: [] },
  'content.place': { lms: TEACHING, tool: [] },
  'exams.make': { lms: TEACHING, tool: ['author'] },
  'questions.write': { lms: TEACHING, tool: ['author'] },
  'questions.appraise': { lms: [], tool: ['appraiser'] },
  'class.see': { lms: TEACHING, tool: ['organiser'] },
  'class.lead': { lms: TEACHING, tool: [] },
  'class.readRoster': { lms: TEACHING, tool: ['organiser'] },
  'class.sendGrades': { lms: TEACHING, tool: ['organiser'] },
  'attempts.see': { lms: TEACHING, tool: ['organiser'] },
  'attempts.remove': { lms: TEACHING, tool: [] },
  'attempts.mark': { lms: TEACHING, tool: [] },
  'questions.seeFigures': { lms: TEACHING, tool: [] },
  'dossiers.make': { lms: TEACHING, tool: [] },
  'time.change': { lms: ['lecturer'], tool: [] },
  'questions.correct': { lms: TEACHING, tool: [] },
  'accommodations.give': { lms: ['lecturer'], tool: [] },
  'records.read': { lms: TEACHING, tool: ['organiser', 'author', 'appraiser'] },
  'records.manageKeys': { lms: ['administrator'], tool: [] },
  'people.manage': { lms: ['administrator'], tool: [] },
  'roles.grant': { lms: ['administrator'], tool: [] },
};

describe('who may do what', () => {
  it('is written down for every deed', () => {
    expect(Object.keys(TABLE).sort()).toEqual([...DEEDS].sort());
  });

  describe.each(DEEDS)('%s', (deed) => {
    const { lms, tool } = TABLE[deed];

    it.each(subsetsOf(Role.options))('by roles of the LMS: %j %j %j %j', (...roles) => {
      const said = roles.filter((role) => (role as Role | undefined) !== undefined);
      expect(may(anActor(said), deed)).toBe(said.some((role) => lms.includes(role)));
    });

    it.each(ToolRole.options.flatMap((role) => Object.keys(SCOPES).map((scope) => [role, scope] as const)))(
      'as %s of the %s, whatever the LMS says',
      (role, scope) => {
        const held = [{ role, scope: SCOPES[scope]! }];
        const byGrant = tool.includes(role) && AROUND.includes(scope);
        for (const roles of subsetsOf(Role.options))
          expect([roles, may(anActor(roles, held), deed)]).toEqual([
            roles,
            byGrant || roles.some((each) => lms.includes(each)),
          ]);
      },
    );
  });

  it('outside any course follows what reaches beyond courses', () => {
    const outside = { contextId: undefined };
    for (const [scope, expected] of Object.entries({ installation: true, platform: true, course: false })) {
      const held: HeldRole[] = [{ role: 'organiser', scope: SCOPES[scope]! }];
      expect([scope, may(anActor(['learner'], held, outside), 'class.see')]).toEqual([scope, expected]);
    }
  });

  it('is told to pages as it is', () => {
    for (const roles of subsetsOf(Role.options)) {
      const actor = anActor(roles);
      expect(sessionCan(actor)).toEqual({
        tryOut: may(actor, 'content.tryOut'),
        seeClass: may(actor, 'class.see'),
        seeQuestions: may(actor, 'questions.seeFigures'),
        makeDossiers: may(actor, 'dossiers.make'),
        makeExams: may(actor, 'exams.make'),
        writeQuestions: may(actor, 'questions.write'),
        appraise: may(actor, 'questions.appraise'),
        readRecords: may(actor, 'records.read'),
        manageKeys: may(actor, 'records.manageKeys'),
        managePeople: may(actor, 'people.manage'),
        grantRoles: may(actor, 'roles.grant'),
      });
    }
  });
});

describe('a scope', () => {
  it.each([
    ['installation', { platformId: 'any' }, true],
    ['platform', HERE, true],
    ['platform', { platformId: 'school' }, true],
    ['platform', { platformId: 'other school', contextId: 'course' }, false],
    ['course', HERE, true],
    ['course', { platformId: 'school' }, false],
    ['course', { platformId: 'school', contextId: 'other course' }, false],
    ['course of the same id', HERE, false],
  ])('%s takes in %j: %s', (scope, where, expected) => {
    expect(takesIn(SCOPES[scope]!, where)).toBe(expected);
  });

  it.each([
    ['installation', false],
    ['platform', true],
    ['course', true],
    ['other platform', false],
    ['course of the same id', false],
  ])('%s lies in the school: %s', (scope, expected) => {
    expect(liesIn(SCOPES[scope]!, 'school')).toBe(expected);
  });
});

describe('an exam made in the browser', () => {
  const by = (actor: Actor) => ownersOfMade(actor).map(({ kind }) => kind);
  const author = (scope: string): HeldRole[] => [{ role: 'author', scope: SCOPES[scope]! }];

  it.each<[Role[], string | undefined, string[]]>([
    [['learner'], undefined, []],
    [['lecturer'], undefined, ['course']],
    [['organiser'], undefined, ['course']],
    [['administrator'], undefined, ['course']],
    [['learner'], 'course', ['course']],
    [['learner'], 'platform', ['course', 'platform']],
    [['learner'], 'installation', ['course', 'platform', 'installation']],
    [['lecturer'], 'other platform', ['course']],
    [['learner'], 'other platform', []],
    [['learner'], 'other course', []],
    [['learner'], 'course of the same id', []],
  ])('of %j, author of the %s, may belong to %j', (roles, scope, owners) => {
    const actor = anActor(roles, scope === undefined ? [] : author(scope));
    expect(by(actor)).toEqual(owners);
    for (const [name, owner] of Object.entries(SCOPES))
      expect([name, mayEditMade(actor, owner)]).toEqual([
        name,
        AROUND.includes(name) && owners.includes(owner.kind),
      ]);
  });

  it('belongs to no course where its maker came from none', () => {
    const outside = { contextId: undefined };
    expect(by(anActor(['lecturer'], [], outside))).toEqual([]);
    expect(by(anActor(['lecturer'], author('platform'), outside))).toEqual(['platform']);
  });

  it('takes its questions from what reaches its owner', () => {
    const inside: Record<string, string[]> = {
      installation: ['installation'],
      platform: ['installation', 'platform'],
      course: ['installation', 'platform', 'course'],
    };
    for (const [inner, outer] of Object.entries(inside))
      for (const name of Object.keys(SCOPES))
        expect([inner, name, covers(SCOPES[name]!, SCOPES[inner]!)]).toEqual([
          inner,
          name,
          outer.includes(name),
        ]);
  });
});

describe('granting a role', () => {
  const to = (over: object = {}) => ({ personId: 'somebody', platformId: 'school', ...over });
  const operator: Granter = { kind: 'operator' };
  const asPerson = (roles: Role[], held: HeldRole[] = []): Granter => ({
    kind: 'person',
    actor: anActor(roles, held),
  });

  it('is for administrators of the LMS alone, whatever else somebody is or holds', () => {
    for (const roles of subsetsOf(Role.options))
      for (const role of ToolRole.options) {
        const granter = asPerson(roles, [{ role, scope: SCOPES['installation']! }]);
        const refusal = roles.includes('administrator') ? undefined : 'not_permitted';
        expect(refusalOfGrant(granter, { ...to(), scope: SCOPES['course']! })).toBe(refusal);
        expect(refusalOfRevocation(granter, { ...to(), scope: SCOPES['course']! })).toBe(refusal);
      }
  });

  it.each<[string, object, string | undefined, string | undefined]>([
    ['installation', {}, 'role_out_of_reach', undefined],
    ['platform', {}, undefined, undefined],
    ['course', {}, undefined, undefined],
    ['other course', {}, undefined, undefined],
    ['other platform', {}, 'role_out_of_reach', 'role_out_of_reach'],
    ['course of the same id', {}, 'role_out_of_reach', 'role_out_of_reach'],
    ['platform', { platformId: 'other school' }, 'person_not_found', 'role_out_of_reach'],
    ['other platform', { platformId: 'other school' }, 'person_not_found', undefined],
    ['platform', { personId: 'person' }, 'role_to_oneself', undefined],
    ['installation', { personId: 'person' }, 'role_to_oneself', undefined],
  ])('in the %s to %j: by an administrator %s, by the operator %s', (scope, over, byPerson, byOperator) => {
    const wish = { ...to(over), scope: SCOPES[scope]! };
    expect(refusalOfGrant(asPerson(['administrator']), wish)).toBe(byPerson);
    expect(refusalOfGrant(operator, wish)).toBe(byOperator);
  });

  it.each<[string, string, string | undefined]>([
    ['platform', 'school', undefined],
    ['other course', 'school', undefined],
    ['installation', 'school', 'role_out_of_reach'],
    ['other platform', 'other school', 'role_grant_not_found'],
  ])('is taken back in the %s of %s: %s', (scope, platformId, refusal) => {
    const grant = { platformId, scope: SCOPES[scope]! };
    expect(refusalOfRevocation(asPerson(['administrator']), grant)).toBe(refusal);
    expect(refusalOfRevocation(operator, grant)).toBeUndefined();
  });
});

describe('how far somebody sees into the records', () => {
  const holding = (...held: [ToolRole, string][]): HeldRole[] =>
    held.map(([role, scope]) => ({ role, scope: SCOPES[scope]! }));
  const people = { kind: 'course', identified: true };
  const figuresOf = (kind: string) => ({ kind, identified: false });

  it.each<[Role[], HeldRole[], boolean, object | undefined]>([
    [['learner'], [], false, undefined],
    [['lecturer'], [], false, people],
    [['organiser'], [], false, figuresOf('platform')],
    [['organiser'], [], true, people],
    [['administrator'], [], true, figuresOf('platform')],
    [['learner'], holding(['organiser', 'course']), false, people],
    [['learner'], holding(['organiser', 'platform']), true, figuresOf('platform')],
    [['learner'], holding(['organiser', 'installation']), true, figuresOf('installation')],
    [['learner'], holding(['organiser', 'other platform'], ['author', 'other course']), false, undefined],
    [['administrator'], holding(['organiser', 'installation']), false, figuresOf('installation')],
    [['lecturer'], holding(['organiser', 'platform']), false, figuresOf('platform')],
    [['learner'], holding(['author', 'platform']), false, figuresOf('platform')],
    [['learner'], holding(['appraiser', 'course']), false, figuresOf('course')],
    [
      ['learner'],
      holding(['author', 'course'], ['appraiser', 'installation']),
      false,
      figuresOf('installation'),
    ],
    // Who teaches the course keeps its people in sight.
    [['lecturer'], holding(['author', 'installation']), false, people],
  ])('%j, holding %j, shared %s', (roles, held, shared, expected) => {
    expect(recordsReach(anActor(roles, held), shared)).toEqual(expected);
  });

  it('is something for everybody who may read them, and nothing for others', () => {
    for (const roles of subsetsOf(Role.options))
      for (const role of ToolRole.options)
        for (const scope of Object.keys(SCOPES)) {
          const actor = anActor(roles, [{ role, scope: SCOPES[scope]! }]);
          for (const shared of [true, false])
            expect(recordsReach(actor, shared) !== undefined).toBe(may(actor, 'records.read'));
        }
  });
});
