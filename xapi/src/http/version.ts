import type { XapiVersion } from './exchange.ts';
import { XapiProblem } from './problem.ts';

export const VERSION_HEADER = 'X-Experience-API-Version';
export const LATEST: XapiVersion = '2.0.0';
/** All versions spoken, as the about resource lists them. */
export const VERSIONS = ['1.0.0', '1.0.1', '1.0.2', '1.0.3', '2.0.0'] as const;

/** The family of a version that a request names; `1.0` and `2.0` count as their first. */
function familyOf(version: string): XapiVersion | undefined {
  if (/^1\.0(\.\d+)?$/.test(version)) return '1.0.3';
  return /^2\.0(\.\d+)?$/.test(version) ? '2.0.0' : undefined;
}

/** The version that a request speaks where any is welcome: its own if it is spoken here, else the latest. */
export const versionOrLatest = (header: string | undefined): XapiVersion =>
  familyOf(header?.trim() ?? '') ?? LATEST;

/**
 * The version that a request speaks.
 * @param unnamed what the refusal of a request without version carries as its own
 * @throws XapiProblem when it names none that is spoken here
 * @see xAPI 1.0.3 Communication §3.3; xAPI 2.0 (IEEE 9274.1.1) §4.1.6
 */
export function negotiate(header: string | undefined, unnamed: string): XapiVersion {
  const version = header?.trim();
  if (version === undefined || version === '')
    throw new XapiProblem(400, 'version_missing', `the header ${VERSION_HEADER} is missing`, {
      headers: { [VERSION_HEADER]: unnamed },
    });
  const family = familyOf(version);
  if (family === undefined)
    throw new XapiProblem(
      400,
      'version_unsupported',
      `${VERSION_HEADER}: only 1.0.x and 2.0.x are spoken here`,
      {
        headers: { [VERSION_HEADER]: version.startsWith('1') || version.startsWith('0') ? '1.0.3' : LATEST },
      },
    );
  return family;
}
