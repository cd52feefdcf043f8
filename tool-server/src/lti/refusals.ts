import type { LaunchNames } from './launch-names.ts';

/** Why a login or a launch is refused, each with the status and the kind of page that answers it. */
export const REFUSALS = {
  missing_login_parameters: [400, 'invalid'],
  unknown_platform: [403, 'not_connected'],
  ambiguous_platform: [403, 'ambiguous'],
  inactive_platform: [403, 'not_active'],
  foreign_target: [403, 'other_address'],
  platform_error: [400, 'platform_error'],
  malformed_form: [400, 'invalid'],
  missing_token: [400, 'start_again'],
  unknown_state: [401, 'start_again'],
  state_expired: [401, 'start_again'],
  other_browser: [401, 'cookies_blocked'],
  malformed_token: [401, 'invalid'],
  unsupported_algorithm: [401, 'invalid'],
  unknown_key: [401, 'invalid'],
  weak_key: [401, 'weak_key'],
  bad_signature: [401, 'invalid'],
  keys_unreachable: [502, 'try_later'],
  wrong_issuer: [401, 'invalid'],
  wrong_audience: [401, 'invalid'],
  wrong_nonce: [401, 'start_again'],
  token_expired: [401, 'start_again'],
  token_not_current: [401, 'clock'],
  anonymous_launch: [403, 'anonymous'],
  malformed_id: [401, 'malformed_id'],
  invalid_claims: [401, 'invalid'],
  unknown_deployment: [403, 'not_connected'],
  learner_in_picker: [403, 'staff_only'],
  replayed: [401, 'start_again'],
  engine_refused: [401, 'invalid'],
} as const;

export type RefusalReason = keyof typeof REFUSALS;
export type RefusalPage = (typeof REFUSALS)[RefusalReason][1];

export interface Refusal {
  ok: false;
  reason: RefusalReason;
  /** For the log alone: names of claims, codes; nothing personal. */
  detail?: string;
  platformId?: string;
  names?: LaunchNames;
  /** The way back into the LMS, where a verified token names one. */
  returnUrl?: string;
}
