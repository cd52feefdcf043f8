export {
  fingerprint,
  fingerprintOfLong,
  publishRevisions,
  revisionFields,
  revisionId,
  type Revision,
  type RevisionRef,
} from './publish-revisions.ts';
export { makeRevisionFinder } from './revision-finder.ts';
