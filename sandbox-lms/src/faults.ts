/** What can be made to go wrong, to see how the tool bears it. */
export interface Faults {
  /** `destroy` cuts the connection without an answer. */
  agsDown: false | 'destroy' | 503;
  /** Scores are stored, and the connection is cut before the answer. */
  agsLosesReplies: boolean;
  ags429: false | { retryAfterSeconds: number };
  agsSlowMs: number;
  /** Status with which every score is refused. */
  agsRefuse: false | number;
  /** What is said with it. */
  agsRefuseReason: string;
  /** Scores taken in a second of the platform's clock; what is more gets 403, as in Canvas, `bare` without a word. */
  agsThrottle: false | { perSecond: number; bare?: boolean };
  /** A page, or a redirect to one, in place of the answer to a score: single sign-on, maintenance, a firewall. */
  agsPage: false | 200 | 302;
  /** The page comes although the score was stored. */
  agsPageAfterStoring: boolean;
  /** Scores of the same time are refused with 400 and a field's name, as in Open edX. */
  agsOlderIs400: boolean;
  /** Scores need the media type of scores in `Accept`, as in Chamilo; else 415. */
  agsWantsAccept: boolean;
  /** Results show nobody. */
  resultsHidden: boolean;
  /** Lists of columns are a page. */
  lineItemsPage: boolean;
  /** Which link lists of columns name with each: none, or that of somebody else (Chamilo). */
  lineItemLinks: false | 'none' | 'foreign';
  /** Largest page of the list of columns. */
  lineItemPageSize: number;
  /** How the address of a new column is told: in `Location` alone, or not at all. */
  lineItemCreated: false | 'location' | 'bare';
  tokenDown: false | 'destroy' | 503;
  jwksDown: boolean;
  nrpsDown: boolean;
  /** Largest page of the roster; 0 is everyone at once unless the tool asks for a limit. */
  nrpsPageSize: number;
  /** Address on another host that the roster names as its next page: tools must not follow it. */
  nrpsForeignNext: false | string;
  /** Origin that the roster's next pages are said to be at: another scheme, a port, an alias. */
  nrpsNextOrigin: false | string;
  /** Offset from which pages of the roster fail with 503. */
  nrpsFailsFrom: number;
  /** Staff are listed as learners too, as in Open edX. */
  nrpsStaffAreLearners: boolean;
  /** Before the next page another link is named, whose title holds commas, brackets and a `rel`. */
  nrpsOddLinks: boolean;
}

export const noFaults = (): Faults => ({
  agsDown: false,
  agsLosesReplies: false,
  ags429: false,
  agsSlowMs: 0,
  agsRefuse: false,
  agsRefuseReason: '',
  agsThrottle: false,
  agsPage: false,
  agsPageAfterStoring: false,
  agsOlderIs400: false,
  agsWantsAccept: false,
  resultsHidden: false,
  lineItemsPage: false,
  lineItemLinks: false,
  lineItemPageSize: 0,
  lineItemCreated: false,
  tokenDown: false,
  jwksDown: false,
  nrpsDown: false,
  nrpsPageSize: 0,
  nrpsForeignNext: false,
  nrpsNextOrigin: false,
  nrpsFailsFrom: 0,
  nrpsStaffAreLearners: false,
  nrpsOddLinks: false,
});
