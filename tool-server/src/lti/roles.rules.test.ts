import { mapRoles } from './roles.rules.ts';

const LIS = 'http://purl.imsglobal.org/vocab/lis/v2';

describe('mapRoles', () => {
  it.each([
    [[`${LIS}/membership#Learner`], ['learner']],
    [[`${LIS}/membership#Instructor`], ['lecturer']],
    [[`${LIS}/membership/Instructor#TeachingAssistant`], ['lecturer']],
    [[`${LIS}/membership#Manager`], ['organiser']],
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
