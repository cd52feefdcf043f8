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
  tokenDown: false | 'destroy' | 503;
  jwksDown: boolean;
  nrpsDown: boolean;
  /** Largest page of the roster; 0 is everyone at once unless the tool asks for a limit. */
  nrpsPageSize: number;
  /** Address on another host that the roster names as its next page: tools must not follow it. */
  nrpsForeignNext: false | string;
}

export const noFaults = (): Faults => ({
  agsDown: false,
  agsLosesReplies: false,
  ags429: false,
  agsSlowMs: 0,
  agsRefuse: false,
  tokenDown: false,
  jwksDown: false,
  nrpsDown: false,
  nrpsPageSize: 0,
  nrpsForeignNext: false,
});
