import type { AttemptResult } from '@chuyen-de/contracts';
import { lazy, Suspense, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Fact } from '../../../components/fact.tsx';
import { Loading } from '../../../components/loading.tsx';
import classes from './score-card.module.css';

/** Loaded by whoever has the receipt checked. */
const QrCode = lazy(() => import('./qr-code.tsx'));

/** The receipt, with the code and the address by which whoever it is shown to can check it. */
export function ReceiptFact({ result }: { result: AttemptResult }) {
  const [isOpen, setOpen] = useState(false);
  const { receipt, receiptCode } = result;
  const address = `${location.origin}/app/receipt`;
  return (
    <Fact label="result.receipt">
      <span className={classes.receipt}>{receipt}</span>
      <Disclosure
        summary={<FormattedMessage id="result.receipt.check" />}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <p>
          <FormattedMessage
            id="result.receipt.how"
            values={{ code: <strong className={classes.receipt}>{receiptCode}</strong>, address }}
          />
        </p>
        {isOpen && (
          <Suspense fallback={<Loading />}>
            <QrCode text={`${address}#${receiptCode}`} />
          </Suspense>
        )}
      </Disclosure>
    </Fact>
  );
}
