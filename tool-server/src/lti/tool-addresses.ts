import type { ItemRef } from '@chuyen-de/contracts';
import { PATHS } from './engine.ts';

/** The one address that launches come to: redirect URI and target link. */
export const launchAddress = (publicUrl: string): string => `${publicUrl}${PATHS.launch}`;

/** The target link of an item; its query only serves where the LMS loses the custom parameter. */
export const itemAddress = (publicUrl: string, { kind, code }: ItemRef): string =>
  `${launchAddress(publicUrl)}?item=${kind}:${code}`;

/** The tool's picture, for lists of activities and tools. */
export const iconAddress = (publicUrl: string): string => `${publicUrl}${PATHS.icon}`;

/** Whether a target link is ours, whatever its query. */
export function isOwnTarget(publicUrl: string, target: string): boolean {
  if (!URL.canParse(target)) return false;
  const url = new URL(target);
  const own = new URL(launchAddress(publicUrl));
  return (
    url.origin === own.origin && url.pathname === own.pathname && url.username === '' && url.password === ''
  );
}
