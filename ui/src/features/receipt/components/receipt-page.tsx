import type { ReceiptChecked } from '@chuyen-de/contracts';
import { useEffect, useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Fact } from '../../../components/fact.tsx';
import { Field } from '../../../components/field.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { loadReceiptCatalogue } from '../../../i18n/receipt-catalogues.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { checkReceipt } from '../check-receipt.ts';
import classes from './receipt-page.module.css';

/** What a receipt stands for. */
function Genuine({ receipt }: { receipt: Extract<ReceiptChecked, { genuine: true }> }) {
  const { dateTime } = useFormats();
  return (
    <>
      <Notice tone={receipt.removed ? 'warn' : 'good'} live>
        <strong>
          <FormattedMessage id="receipt.genuine" />
        </strong>{' '}
        {receipt.replaced && <FormattedMessage id="receipt.replaced" />}{' '}
        {receipt.removed && <FormattedMessage id="receipt.removed" />}
      </Notice>
      <dl className={classes.facts}>
        <Fact label="receipt.exam">
          <Localised text={receipt.exam} />
        </Fact>
        <Fact label="receipt.closedAt">{dateTime(receipt.closedAt)}</Fact>
        <Fact label="receipt.answered">
          <FormattedMessage
            id="receipt.answeredOf"
            values={{ answered: receipt.answered, questions: receipt.questions }}
          />
        </Fact>
      </dl>
    </>
  );
}

/** A code that is typed, pasted, or comes with the address. */
function CheckForm({ asked }: { asked: string }) {
  const [code, setCode] = useState(asked);
  const { mutate, data, error, isPending } = useMutation({ mutationFn: checkReceipt });
  // Whoever scanned the code has asked already.
  useEffect(() => {
    if (asked !== '') mutate(asked);
  }, [asked, mutate]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (code.trim() !== '' && !isPending) mutate(code);
  };
  return (
    <>
      <form className={classes.form} onSubmit={submit}>
        <Field
          type="text"
          label={<FormattedMessage id="receipt.code" />}
          hint={<FormattedMessage id="receipt.codeHint" />}
          value={code}
          maxLength={100}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button look="main" type="submit" aria-disabled={code.trim() === '' || isPending}>
          <FormattedMessage id="receipt.check" />
        </Button>
      </form>
      {error && <ErrorNotice error={error} />}
      {data?.genuine === true && <Genuine receipt={data} />}
      {data?.genuine === false && (
        <Notice tone="bad" live>
          <strong>
            <FormattedMessage id="receipt.notGenuine" />
          </strong>{' '}
          <FormattedMessage id="receipt.notGenuine.do" />
        </Notice>
      )}
    </>
  );
}

function Checking() {
  const { formatMessage } = useIntl();
  usePageTitle(formatMessage({ id: 'receipt.title' }));
  const [asked] = useState(() => location.hash.slice(1));
  return (
    <article className={card.card}>
      <PageHead
        kicker={<FormattedMessage id="receipt.kicker" />}
        title={<FormattedMessage id="receipt.title" />}
      >
        <p>
          <FormattedMessage id="receipt.about" />
        </p>
      </PageHead>
      <CheckForm asked={asked} />
    </article>
  );
}

/** Where an official checks a receipt that somebody shows them: without a session. */
export const ReceiptPage = () => (
  <LaterWords of="receipt" load={loadReceiptCatalogue}>
    <Checking />
  </LaterWords>
);
