import { FormattedMessage } from 'react-intl';
import { Link } from 'wouter';

/** The way from a page of a bank to the bank. */
export const BackToBank = ({ bank }: { bank: string }) => (
  <Link to={`/banks/${bank}`}>
    <FormattedMessage id="bank.toBank" />
  </Link>
);
