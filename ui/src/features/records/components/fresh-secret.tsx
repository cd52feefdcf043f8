import type { RecordKeySecret } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFocusAtOnce } from '../../../components/use-focus-at-once.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import classes from './keys-panel.module.css';

function Copyable({ label, text }: { label: 'records.key.key' | 'records.key.secret'; text: string }) {
  // Refused without https, and in a frame to which the LMS does not grant it.
  const copy = useMutation({ networkMode: 'always', mutationFn: () => navigator.clipboard.writeText(text) });
  const part = label === 'records.key.key' ? 'key' : 'secret';
  return (
    <div className={classes.copyable}>
      <dt>
        <FormattedMessage id={label} />
      </dt>
      <dd>
        <code>{text}</code>
        <Button onClick={() => copy.mutate()}>
          <FormattedMessage id={`records.keys.copy.${part}`} />
        </Button>
        <span role="status">
          {copy.isSuccess && <FormattedMessage id="records.keys.copied" />}
          {copy.isError && <FormattedMessage id="records.keys.notCopied" />}
        </span>
      </dd>
    </div>
  );
}

/** A secret that was just made: shown this once. */
export function FreshSecret({ made }: { made: RecordKeySecret }) {
  // It stands above the list and the form that made it, often out of sight, and is not shown again.
  const place = useFocusAtOnce<HTMLDivElement>();
  return (
    <div ref={place} tabIndex={-1}>
      <Notice tone="good" live>
        <p>
          <FormattedMessage id="records.keys.once" />
        </p>
        <dl className={classes.secret}>
          <Copyable label="records.key.key" text={made.key} />
          <Copyable label="records.key.secret" text={made.secret} />
        </dl>
      </Notice>
    </div>
  );
}
