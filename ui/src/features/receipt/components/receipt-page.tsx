import type { ReceiptChecked } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { CheckedFacts, CodeCheck } from '../../../components/code-check.tsx';
import { Fact } from '../../../components/fact.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { loadReceiptCatalogue } from '../../../i18n/receipt-catalogues.ts';
import { useFormats } from '../../../lib/formats.ts';
import { checkReceipt } from '../check-receipt.ts';

const WORDS = {
  kicker: 'receipt.kicker',
  title: 'receipt.title',
  about: 'receipt.about',
  code: 'receipt.code',
  hint: 'receipt.codeHint',
  check: 'receipt.check',
  notGenuine: 'receipt.notGenuine',
  notGenuineDo: 'receipt.notGenuine.do',
} as const;

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
      <CheckedFacts>
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
      </CheckedFacts>
    </>
  );
}

/** Where an official checks a receipt that somebody shows them: without a session. */
export const ReceiptPage = () => (
  <LaterWords of="receipt" load={loadReceiptCatalogue}>
    <CodeCheck words={WORDS} check={checkReceipt}>
      {(receipt) => <Genuine receipt={receipt} />}
    </CodeCheck>
  </LaterWords>
);
