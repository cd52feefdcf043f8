import { proofName, type LaunchState } from './launch-state.ts';

/** In a frame of another site only a partitioned, cross-site cookie survives; plain http cannot have one. */
const crossSite = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax';

const pathOf = (publicUrl: string): string => `${new URL(publicUrl).pathname.replace(/\/$/, '')}/lti`;

/**
 * Sets the cookie that binds a login to this browser. It stays as long as the state may be used, beyond the
 * launch itself: who goes back to a used launch is told so, and not that cookies are blocked.
 */
export const proofCookie = (publicUrl: string, state: LaunchState, proof: string): string =>
  `${proofName(state)}=${proof}; Path=${pathOf(publicUrl)}; Max-Age=600; HttpOnly; ${crossSite(publicUrl)}`;

/** A cookie that a page's script sets to see whether cookies work here. */
export const trialCookie = (publicUrl: string): string =>
  `lti_trial=1; Path=${pathOf(publicUrl)}; Max-Age=60; ${crossSite(publicUrl)}`;

export function readProofCookie(header: string | undefined, state: LaunchState): string | undefined {
  const prefix = `${proofName(state)}=`;
  return (header ?? '')
    .split('; ')
    .find((cookie) => cookie.startsWith(prefix))
    ?.slice(prefix.length);
}
