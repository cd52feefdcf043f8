import { useEffect, useState, type ReactNode, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MessageId } from '../i18n/messages.ts';
import { useMutation } from '../lib/use-mutation.ts';
import { usePageTitle } from '../lib/use-page-title.ts';
import { Button } from './button.tsx';
import card from './card.module.css';
import classes from './code-check.module.css';
import { ErrorNotice } from './error-view.tsx';
import { Field } from './field.tsx';
import { Notice } from './notice.tsx';
import { PageHead } from './page-head.tsx';

interface Props<Checked extends { genuine: boolean }> {
  words: Record<
    'kicker' | 'title' | 'about' | 'code' | 'hint' | 'check' | 'notGenuine' | 'notGenuineDo',
    MessageId
  >;
  check: (code: string) => Promise<Checked>;
  /** What is told of one that is genuine. */
  children: (checked: Extract<Checked, { genuine: true }>) => ReactNode;
}

const isGenuine = <Checked extends { genuine: boolean }>(
  checked: Checked,
): checked is Extract<Checked, { genuine: true }> => checked.genuine;

/** A code that is typed, pasted, or comes with the address. */
function CheckForm<Checked extends { genuine: boolean }>({
  asked,
  words,
  check,
  children,
}: Props<Checked> & { asked: string }) {
  const [code, setCode] = useState(asked);
  const { mutate, data, error, isPending } = useMutation({ mutationFn: check });
  // Whoever scanned the code has asked already.
  useEffect(() => {
    if (asked !== '') mutate(asked);
  }, [asked, mutate]);
  const isReady = code.trim() !== '' && !isPending;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isReady) mutate(code);
  };
  return (
    <>
      <form className={classes.form} onSubmit={submit}>
        <Field
          type="text"
          label={<FormattedMessage id={words.code} />}
          hint={<FormattedMessage id={words.hint} />}
          value={code}
          maxLength={100}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button look="main" type="submit" aria-disabled={!isReady}>
          <FormattedMessage id={words.check} />
        </Button>
      </form>
      {error && <ErrorNotice error={error} />}
      {data && isGenuine(data) && children(data)}
      {data?.genuine === false && (
        <Notice tone="bad" live>
          <strong>
            <FormattedMessage id={words.notGenuine} />
          </strong>{' '}
          <FormattedMessage id={words.notGenuineDo} />
        </Notice>
      )}
    </>
  );
}

/** What is told of a genuine one, to be held against what was shown. */
export const CheckedFacts = ({ children }: { children: ReactNode }) => (
  <dl className={classes.facts}>{children}</dl>
);

/** Where anybody checks what somebody shows them: by its code, without a session. */
export function CodeCheck<Checked extends { genuine: boolean }>(props: Props<Checked>) {
  const { words } = props;
  const { formatMessage } = useIntl();
  usePageTitle(formatMessage({ id: words.title }));
  const [asked] = useState(() => location.hash.slice(1));
  return (
    <article className={card.card}>
      <PageHead kicker={<FormattedMessage id={words.kicker} />} title={<FormattedMessage id={words.title} />}>
        <p>
          <FormattedMessage id={words.about} />
        </p>
      </PageHead>
      <CheckForm asked={asked} {...props} />
    </article>
  );
}
