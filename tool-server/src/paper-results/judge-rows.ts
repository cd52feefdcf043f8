import type { PaperDoubt, PaperRow, PaperRowState, Score } from '@chuyen-de/contracts';
import type { Classes } from '../classes/index.ts';
import { workDigest, type Exams, type ExamRevision, type OnPaper } from '../exams/index.ts';
import { numberOf } from '../gradebook/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import type { StoredPaperImport, StoredPaperRow } from './paper-import.model.ts';
import { readMark, readWork, type ReadWork } from './work.rules.ts';
import { makeWhoseIs, type Listed } from './whose.rules.ts';

export interface JudgeDeps {
  exams: Pick<Exams, 'findRevision' | 'drawnPapersOf' | 'scoreOnPaper' | 'worksOnPaper'>;
  classes: Pick<Classes, 'findContext' | 'learnersOf' | 'rosters' | 'subsOf'>;
}

/** Where somebody came in, who enters results. */
export interface Desk {
  place: ExamPlace;
  platformId: string;
  contextId?: string | undefined;
  by: string;
}

/** A line as it is judged now; `entering`: it can be entered as it stands. */
export interface JudgedRow {
  stored: StoredPaperRow;
  state: PaperRowState;
  person?: Listed;
  candidates: Listed[];
  doubts: PaperDoubt[];
  score?: Score | undefined;
  entering?: OnPaper;
}

/** Everybody whom the class list has as a learner. */
export async function readListed({ classes }: JudgeDeps, contextId: string | undefined): Promise<Listed[]> {
  const context = contextId === undefined ? null : await classes.findContext(contextId);
  if (!context) return [];
  classes.rosters.wish(context);
  const learners = await classes.learnersOf(context);
  const subs = await classes.subsOf(learners.map(({ id }) => id));
  return learners.map(({ id, name = null, email = null }) => ({
    ...{ id, name, email, sub: subs.get(id) },
    number: numberOf(id),
  }));
}

/** Tells whose a line is: chosen by somebody, or as it says. */
function personsOf(listed: readonly Listed[]) {
  const whoseIs = makeWhoseIs(listed);
  const byId = new Map(listed.map((each) => [each.id, each]));
  return ({ personId, identity, mask }: StoredPaperRow) => {
    const whose = whoseIs(identity);
    const chosen = personId === undefined ? undefined : byId.get(personId);
    if (chosen) return { ...whose, person: chosen, doubts: [] };
    // Whose a masked line is follows from another file: until then it is not in doubt, but unknown.
    return mask !== null && Object.keys(identity).length === 0 ? { ...whose, candidates: [] } : whose;
  };
}

/** Tells of lines that bring the same which line brought it before; of what is left out nothing. */
function earlier(): (key: string | null | undefined, line: number) => number | undefined {
  const seen = new Map<string, number>();
  return (key, line) => {
    if (key === null || key === undefined) return undefined;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, line);
    return before;
  };
}

const isNote = ({ code }: PaperDoubt): boolean => code === 'mark_differs';

/** A mark beside answers is a note where the answers come to another one. */
function markNote({ mark }: StoredPaperRow, { work }: ReadWork, score: Score | undefined): PaperDoubt[] {
  if (mark === null || !work || 'mark' in work || !score) return [];
  return readMark(mark) === score.outOfTen ? [] : [{ code: 'mark_differs', value: mark }];
}

/** What lines are judged by. */
interface Grounds {
  exam: ExamRevision;
  papers: Awaited<ReturnType<JudgeDeps['exams']['drawnPapersOf']>>;
  personOf: ReturnType<typeof personsOf>;
  works: ReadonlyMap<string, string>;
  lineOfMask: ReturnType<typeof earlier>;
  lineOfPerson: ReturnType<typeof earlier>;
}

async function readGrounds(deps: JudgeDeps, read: StoredPaperImport, desk: Desk): Promise<Grounds> {
  const ref = { code: desk.place.examCode, revision: read.revision };
  const [exam, papers, listed, works] = await Promise.all([
    deps.exams.findRevision(ref),
    deps.exams.drawnPapersOf(ref),
    readListed(deps, desk.contextId),
    deps.exams.worksOnPaper(desk.place),
  ]);
  if (!exam) throw new Error(`no such revision of an exam: ${ref.code} ${ref.revision}`);
  return { exam, papers, personOf: personsOf(listed), works, lineOfMask: earlier(), lineOfPerson: earlier() };
}

/** What stands against a line beside what it says itself: another one, or what is there already. */
function besides(
  { line, mask, skip }: StoredPaperRow,
  person: Listed | undefined,
  { work }: ReadWork,
  grounds: Grounds,
): { isKnown: boolean; doubts: PaperDoubt[] } {
  const twin = grounds.lineOfMask(skip ? undefined : mask, line);
  const before = grounds.lineOfPerson(skip ? undefined : person?.id, line);
  const there = person && grounds.works.get(person.id);
  const isKnown = there !== undefined && work !== undefined && there === workDigest(work);
  const doubts: (PaperDoubt | false)[] = [
    twin !== undefined && { code: 'mask_twice', line: twin },
    before !== undefined && { code: 'person_twice', line: before },
    there !== undefined && !isKnown && { code: 'other_result' },
  ];
  return { isKnown, doubts: doubts.filter((doubt) => doubt !== false) };
}

function stateOf({ attemptId, skip }: StoredPaperRow, doubts: PaperDoubt[], isKnown: boolean): PaperRowState {
  if (attemptId !== undefined) return 'entered';
  if (skip) return 'skipped';
  if (!doubts.every(isNote)) return 'doubt';
  return isKnown ? 'known' : 'ready';
}

/** Judges the lines of an import: whose each is, what it comes to, and what is in doubt. */
export const makeJudgeRows =
  (deps: JudgeDeps) =>
  async (read: StoredPaperImport, rows: readonly StoredPaperRow[], desk: Desk): Promise<JudgedRow[]> => {
    const grounds = await readGrounds(deps, read, desk);
    const { exam, papers, personOf } = grounds;
    const { place, platformId, contextId, by } = desk;
    const judged: JudgedRow[] = [];
    for (const stored of rows) {
      const said = readWork(stored, papers);
      const { person, candidates, doubts: ofPerson } = personOf(stored);
      const { isKnown, doubts: others } = besides(stored, person, said, grounds);
      const entering: OnPaper | undefined = said.work && {
        ...{ ...place, personId: person?.id ?? '', platformId, contextId, exam, work: said.work, by },
        ...{ import: read._id, line: stored.line, at: read.satAt ?? read.at },
      };
      const score = entering && (await deps.exams.scoreOnPaper(entering));
      const doubts = [...said.doubts, ...ofPerson, ...others, ...markNote(stored, said, score)];
      const state = stateOf(stored, doubts, isKnown);
      judged.push({
        ...{ stored, state, candidates, score, doubts: state === 'entered' ? [] : doubts },
        ...(person && { person }),
        ...(state === 'ready' && entering && { entering }),
      });
    }
    return judged;
  };

export const shown = ({ sub: _, ...person }: Listed) => person;

/** A line as its page shows it. */
export const presentRow = ({ stored, state, person, candidates, doubts, score }: JudgedRow): PaperRow => ({
  ...{ line: stored.line, state, identity: stored.identity, mask: stored.mask ?? null },
  ...{ paperCode: stored.paperCode, answers: stored.answers ?? null, mark: stored.mark ?? null },
  person: person ? shown(person) : null,
  candidates: candidates.map(shown),
  doubts,
  score: score ?? null,
});
