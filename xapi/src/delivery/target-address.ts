import type { XapiVersion } from '../http/exchange.ts';
import { withoutEndingSlashes } from '../validation/text-ends.ts';

/** What keeps an address from being that of a record store; undefined: nothing. `/statements` goes to its end. */
export function endpointFault(url: string): string | undefined {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return 'has to be an http(s) address';
  // No request can be made to such an address, and lists would show them.
  if (/^https?:[\\/]*[^\\/?#]*@/i.test(url)) return 'has to be without user and password';
  // Also an empty one, which the parsed address does not show.
  if (/[?#]/.test(url)) return 'has to be without a query (?) and a fragment (#)';
  return undefined;
}

/** Where and as whom statements are sent. */
export interface TargetAddress {
  /** The endpoint, `https://lrs.example/xapi` for one. */
  endpoint: string;
  key: string;
  secret: string;
  version: XapiVersion;
}

/** Headers of every request to a target. UTF-8, which tincanjs's own Basic header is not. @see RFC 7617 §2.1 */
export const headersFor = ({ key, secret, version }: TargetAddress): Record<string, string> => ({
  Authorization: `Basic ${Buffer.from(`${key}:${secret}`, 'utf8').toString('base64')}`,
  'X-Experience-API-Version': version,
});

export const statementsUrl = ({ endpoint }: TargetAddress, query?: Record<string, string>): string =>
  `${withoutEndingSlashes(endpoint)}/statements${query ? `?${new URLSearchParams(query).toString()}` : ''}`;
