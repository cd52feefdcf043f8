import { type Platform, findCourse, must } from './platform.ts';
import { type Course, type CourseRole, type Person, type PersonKind, newId } from './state.ts';

export interface NewPerson {
  kind?: PersonKind;
  familyName: string;
  givenName: string;
  username?: string;
  email?: string;
  idNumber?: string;
}

export interface NewCourse {
  shortName: string;
  fullName: string;
  members?: { personId: string; role: CourseRole }[];
}

/** Not yet on disk. */
export function addPerson({ store: { state } }: Platform, person: NewPerson): Person {
  const id = newId(state);
  const username = person.username ?? `user${id}`;
  const added: Person = {
    id,
    kind: person.kind ?? 'learner',
    username,
    familyName: person.familyName,
    givenName: person.givenName,
    email: person.email ?? `${username}@example.org`,
    idNumber: person.idNumber ?? '',
  };
  state.people.push(added);
  return added;
}

/** Not yet on disk. */
export function addCourse({ store: { state } }: Platform, course: NewCourse): Course {
  const added: Course = {
    id: newId(state),
    shortName: course.shortName,
    fullName: course.fullName,
    members: course.members ?? [],
  };
  state.courses.push(added);
  return added;
}

/** Enrols a person, changes their role, or with `null` takes them out. Not yet on disk. */
export function enrol(platform: Platform, courseId: string, personId: string, role: CourseRole | null): void {
  const course = must(findCourse(platform, courseId), 'course', courseId);
  course.members = course.members.filter((member) => member.personId !== personId);
  if (role !== null) course.members.push({ personId, role });
}
