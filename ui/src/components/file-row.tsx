import { useIntl } from 'react-intl';
import { Button } from './button.tsx';
import classes from './file-row.module.css';

/** Called so in both languages. */
const NAMES = { word: 'Word', pdf: 'PDF', excel: 'Excel' };
export type OfferedForm = keyof typeof NAMES;

/** Something to print or keep, with a button for each form of file. */
export function FileRow<Form extends OfferedForm>({
  title,
  forms,
  isMain = false,
  isIdle,
  onMake,
}: {
  title: string;
  forms: readonly Form[];
  isMain?: boolean;
  isIdle: boolean;
  onMake: (form: Form) => void;
}) {
  const { formatMessage } = useIntl();
  return (
    <div className={classes.file}>
      <span className={classes.title}>{title}</span>
      <span className={classes.ways}>
        {forms.map((form) => (
          <Button
            key={form}
            look={isMain ? 'main' : 'plain'}
            aria-label={formatMessage({ id: 'staff.file' }, { what: title, form: NAMES[form] })}
            aria-disabled={!isIdle}
            onClick={() => onMake(form)}
          >
            {NAMES[form]}
          </Button>
        ))}
      </span>
    </div>
  );
}
