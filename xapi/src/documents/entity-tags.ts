import type { XapiVersion } from '../http/exchange.ts';
import { badRequest, XapiProblem } from '../http/problem.ts';
import type { DocumentKind } from './document.model.ts';

/** What a request expects of the document that it changes. */
export interface Preconditions {
  ifMatch: string | undefined;
  ifNoneMatch: string | undefined;
}

/**
 * Whether a list of entity tags names a document's. `*` names any that exists; a weak tag names none, since bytes
 * are compared; a tag without quotes, as some clients send it, counts as if it had them.
 * @see RFC 9110 §8.8.3.2, §13.1.1
 */
function names(header: string, etag: string | undefined): boolean {
  if (etag === undefined) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some(
    (tag) =>
      tag
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .toLowerCase() === etag,
  );
}

const failed = (header: string): XapiProblem =>
  new XapiProblem(
    412,
    'precondition_failed',
    `${header}: the document is not in the state that this expects`,
  );

/** @throws XapiProblem 412 when the document is not in the state that the request expects */
export function checkPreconditions({ ifMatch, ifNoneMatch }: Preconditions, etag: string | undefined): void {
  if (ifMatch !== undefined && !names(ifMatch, etag)) throw failed('If-Match');
  if (ifNoneMatch !== undefined && names(ifNoneMatch, etag)) throw failed('If-None-Match');
}

/**
 * Refuses to replace a document blindly. In 1.0.3, states may be and a profile needs a precondition always; in
 * 2.0, whatever exists needs one.
 * @see xAPI 1.0.3 Communication §3.1; xAPI 2.0 (IEEE 9274.1.1) §4.1.4
 */
export function checkReplacement(
  { ifMatch, ifNoneMatch }: Preconditions,
  etag: string | undefined,
  { version, kind }: { version: XapiVersion; kind: DocumentKind },
): void {
  if (ifMatch !== undefined || ifNoneMatch !== undefined) return;
  if (version === '1.0.3' && kind === 'state') return;
  if (etag !== undefined)
    throw new XapiProblem(
      409,
      'document_exists',
      'a document exists already: check its current state, then set If-Match to its current ETag to replace it',
    );
  if (version === '1.0.3')
    throw badRequest('a profile is stored with If-Match or, where there is none yet, with If-None-Match: *');
}
