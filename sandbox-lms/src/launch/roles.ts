import type { Course, CourseRole, Person } from '../state.ts';
import { role } from '../vocabulary.ts';

export const findCourseRole = (course: Course, personId: string): CourseRole | undefined =>
  course.members.find((member) => member.personId === personId)?.role;

export const isInstructorInRoster = (courseRole: CourseRole): boolean =>
  courseRole === 'lecturer' || courseRole === 'organiser';

/** The roles claim, sorted as Moodle sorts it. Administrators are never learners. */
export function launchRoles(person: Person, course: Course): string[] {
  if (person.kind === 'administrator')
    return [role.institutionAdministrator, role.instructor, role.systemAdministrator];
  const courseRole = findCourseRole(course, person.id);
  if (courseRole === 'organiser') return [role.institutionAdministrator, role.instructor];
  return [courseRole === undefined || courseRole === 'learner' ? role.learner : role.instructor];
}
