import { FormattedMessage } from 'react-intl';
import { useSearchParams } from 'wouter';
import classes from './charts.module.css';

/** Addresses of the courses to compare, of which none has a blank; none: all. */
export function useChosenCourses(): string[] {
  const [parameters] = useSearchParams();
  return (parameters.get('courses') ?? '').split(' ').filter((id) => id !== '');
}

/** Lets the reader say which courses stand side by side. */
export function CourseChoice({ courses }: { courses: readonly { id: string; name: string }[] }) {
  const [parameters, setParameters] = useSearchParams();
  const chosen = useChosenCourses();
  if (courses.length < 3) return null;
  const toggle = (id: string) => {
    const next = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
    const changed = new URLSearchParams(parameters);
    if (next.length === 0) changed.delete('courses');
    else changed.set('courses', next.join(' '));
    setParameters(changed, { replace: true });
  };
  return (
    <fieldset className={classes.courses}>
      <legend>
        <FormattedMessage id="records.compare.courses" />
      </legend>
      {courses.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
