import type { JWTPayload } from 'jose';

export type DocumentTarget = 'iframe' | 'frame' | 'window';
type MessageType = 'LtiResourceLinkRequest' | 'LtiDeepLinkingRequest' | 'LtiSubmissionReviewRequest';

/** How a test bends a launch. Absent options leave the launch as an honest platform makes it. */
export interface LaunchOverrides {
  documentTarget?: DocumentTarget;
  locale?: string;
  messageType?: 'LtiResourceLinkRequest' | 'LtiSubmissionReviewRequest';
  /** Whose work a submission review is about. */
  forUser?: string;
  /** Fields of the login initiation to replace; `null` leaves one out. */
  loginFields?: Record<string, string | null>;
  /** Header parameters to replace; `null` leaves one out. */
  header?: Record<string, unknown>;
  /** Claims to replace; `undefined` leaves one out. */
  claims?: Record<string, unknown>;
  /** The last word on the payload, after `claims`. */
  payload?: (claims: JWTPayload) => JWTPayload;
  /**
   * `foreign-key`: a key that the platform does not publish, under the platform's own kid.
   * `hs256-public-key`: HMAC keyed with the platform's public key, the classic confusion.
   */
  signature?: 'platform' | 'foreign-key' | 'none' | 'hs256-public-key';
  /** `state` to return in place of the one that came. */
  state?: string;
}

export interface DeepLinkingOverrides extends Omit<LaunchOverrides, 'messageType' | 'forUser'> {
  /** `data` for the tool to echo; Moodle sends none. */
  data?: string;
  /** Settings to replace (`accept_types`, `accept_multiple` …); `undefined` leaves one out. */
  settings?: Record<string, unknown>;
}

export interface PendingLaunch {
  id: string;
  startedAt: number;
  messageHint: string;
  personId: string;
  courseId: string;
  toolId: string;
  linkId: string | null;
  targetLinkUri: string;
  messageType: MessageType;
  documentTarget: DocumentTarget;
  locale: string;
  forUser: string | null;
  overrides: DeepLinkingOverrides;
}

/** A form that the browser is made to submit. */
export interface FormPost {
  action: string;
  fields: Record<string, string>;
}
