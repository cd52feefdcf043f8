import { mapRoles } from './roles.rules.ts';

const LIS = 'http://purl.imsglobal.org/vocab/lis/v2';

describe('mapRoles', () => {
  it.each([
    [[`${LIS}/membership#Learner`], ['learner']],
    [[`${LIS}/membership#Instructor`], ['lecturer']],
    [[`${LIS}/membership/Instructor#TeachingAssistant`], ['lecturer']],
    [[`${LIS}/institution/person#Administrator`], ['organiser']],
    [[`${LIS}/system/person#SysAdmin`], ['administrator']],
    [
      [`${LIS}/system/person#Administrator`, `${LIS}/membership#Instructor`],
      ['administrator', 'lecturer'],
    ],
    [
      ['Instructor', 'Learner', 'Learner'],
      ['lecturer', 'learner'],
    ],
  ])('maps %j', (roles, expected) => {
    expect(mapRoles(roles)).toEqual(expected);
  });

  it.each([
    `${LIS}/membership#Administrator`,
    `${LIS}/membership/Administrator#Administrator`,
    `${LIS}/membership/Administrator#Support`,
    `${LIS}/membership/Administrator#ExternalSystemAdministrator`,
    'Administrator',
    `${LIS}/membership#Manager`,
    `${LIS}/membership/Manager#AreaManager`,
    'Manager',
  ])('lets %s, who has a role in a course, do there what its lecturers may, and nothing beyond', (role) => {
    expect(mapRoles([role])).toEqual(['lecturer']);
  });

  it.each(['AccountAdmin', 'SysSupport', 'Creator', 'None', 'User'])(
    'makes no administrator of the system’s %s',
    (name) => {
      expect(mapRoles([`${LIS}/system/person#${name}`])).toEqual(['learner']);
    },
  );

  it('grants nothing for what a person is elsewhere in the institution', () => {
    expect(mapRoles([`${LIS}/institution/person#Instructor`, `${LIS}/institution/person#Faculty`])).toEqual([
      'learner',
    ]);
  });

  it('takes whoever comes without a known role for a learner', () => {
    expect(mapRoles([''])).toEqual(['learner']);
    expect(mapRoles([])).toEqual(['learner']);
    expect(mapRoles(['constructor', 'urn:lti:role:other'])).toEqual(['learner']);
  });
});
