import type { XapiRequest } from './exchange.ts';
import { XapiProblem } from './problem.ts';

/**
 * Whether a page's script asks: browsers say so themselves, but over plain HTTP they do not; our own pages always do.
 * Clients that are no browsers may name a mode, and never a site.
 * @see Fetch Metadata Request Headers, Sec-Fetch-Mode and Sec-Fetch-Site
 */
const isByScript = (header: XapiRequest['header']): boolean =>
  header('X-Requested-With') !== undefined ||
  (header('Sec-Fetch-Site') !== undefined && header('Sec-Fetch-Mode') !== 'navigate');

/**
 * The refusal of who proved nothing. To a page's script it names a scheme that no browser knows: at `Basic` the
 * browser would put up a dialog of its own, over a page that has its own words for it.
 * @see RFC 9110 §11.6.1, which wants a challenge with each 401
 */
export const unauthorized = (header: XapiRequest['header']): XapiProblem =>
  new XapiProblem(401, 'unauthorized', 'key and secret of the record store are needed (HTTP Basic)', {
    headers: {
      'WWW-Authenticate': isByScript(header) ? 'xBasic realm="xAPI"' : 'Basic realm="xAPI", charset="UTF-8"',
    },
  });
