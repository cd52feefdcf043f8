import type { QuestionDraft } from '@chuyen-de/contracts';
import type { Appraisals } from '../appraisal/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Bank, QuestionRevision } from '../bank/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import { revisionId } from '../revisions/index.ts';
import { unsaid } from './history.rules.ts';
import { versionOf } from './keep-version.ts';
import type { StoredQuestion } from './question-draft.model.ts';
import type { ListedVersion, VersionStore } from './version-store.ts';

interface Deps {
  bank: Pick<Bank, 'revisionsOf' | 'findRevisions'>;
  versions: Pick<VersionStore, 'listOf' | 'find'>;
  appraisals: Pick<Appraisals, 'historyOf'>;
  audit: Pick<Audit, 'issuesOf'>;
}

interface Revision {
  number: number;
  fingerprint: string;
  createdAt: Date;
  /** Absent: the audit does not say it any more. */
  issued?: { at: Date; by: string };
}

/** A version of a question, with what became of it. */
export interface FoundVersion extends Omit<ListedVersion, '_id' | 'question' | 'edition' | 'by'> {
  id: string;
  by?: string;
  isDraft: boolean;
  revision?: Revision & { inForce: boolean };
  appraisal?: Awaited<ReturnType<Appraisals['historyOf']>>[number];
}

/** `person:ID` in the audit. */
const personOf = (by: string): string => by.replace(/^person:/, '');

async function revisionsOf({ bank, audit }: Deps, { edition, _id }: MadeBank, code: string) {
  const revisions = await bank.revisionsOf(edition, code);
  const issues = await audit.issuesOf(
    _id,
    revisions.map(({ from }) => from),
  );
  return revisions.map(({ revision, fingerprint, createdAt, from }): Revision => {
    const issue = issues.get(from);
    return {
      ...{ number: revision, fingerprint, createdAt },
      ...(issue && { issued: { at: issue.at, by: personOf(issue.by) } }),
    };
  });
}

const newestFirst = (a: FoundVersion, b: FoundVersion): number => b.at.getTime() - a.at.getTime();

/** Makes what finds all that a question has said and that is kept, the newest first: its draft, what it said before, and what was in force. */
export const makeFindHistory =
  (deps: Deps) =>
  async (bank: MadeBank, question: StoredQuestion): Promise<FoundVersion[]> => {
    const { _id: code, issued } = question;
    const [before, revisions, appraised] = await Promise.all([
      deps.versions.listOf(code),
      revisionsOf(deps, bank, code),
      deps.appraisals.historyOf(code),
    ]);
    const { draft: _, ...now } = versionOf(bank, question);
    // Whoever was broken off after they had kept it has changed nothing.
    const drafts = [now, ...before.filter(({ edition }) => edition !== now.edition)];
    const toldOf = (hash: string | undefined) => {
      const revision = revisions.findLast(({ fingerprint }) => fingerprint === hash);
      const appraisal = appraised.find((each) => each.hash === hash);
      const inForce = issued?.inForce === true && issued.revision === revision?.number;
      return { ...(revision && { revision: { ...revision, inForce } }), ...(appraisal && { appraisal }) };
    };
    const said = drafts.map(({ _id: _version, question: _code, edition, ...version }) => ({
      ...version,
      ...{ id: `d${edition}`, isDraft: edition === now.edition },
      ...toldOf(version.hash),
    }));
    const others = unsaid(revisions, drafts).map(({ number, fingerprint, createdAt }) => ({
      ...{ id: `r${number}`, at: createdAt, origin: 'written' as const, isDraft: false },
      ...toldOf(fingerprint),
    }));
    return [...said, ...others].sort(newestFirst);
  };
export type FindHistory = ReturnType<typeof makeFindHistory>;

/** What a revision says, as a draft: tags are no part of it. */
function draftOf(revision: QuestionRevision): QuestionDraft {
  const { _id, code, revision: _number, fingerprint, createdAt, programme, cited, ...rest } = revision;
  const { topic, level, ...content } = rest;
  return { topic, level, content };
}

/** Makes what reads what one version of a question says; undefined: it is not kept. */
export const makeReadVersion =
  (deps: Deps) =>
  async (bank: MadeBank, question: StoredQuestion, id: string): Promise<QuestionDraft | undefined> => {
    const { _id: code, edition, topic, level, content, tags = [] } = question;
    const number = Number(id.slice(1));
    if (id.startsWith('d')) {
      if (number === edition) return { topic, level, content, tags };
      return (await deps.versions.find(code, number))?.draft;
    }
    const known = await deps.bank.revisionsOf(bank.edition, code);
    if (!known.some(({ revision }) => revision === number)) return undefined;
    const ref = { code, revision: number };
    const revision = (await deps.bank.findRevisions([ref])).get(revisionId(ref));
    return revision && draftOf(revision);
  };
export type ReadVersion = ReturnType<typeof makeReadVersion>;
