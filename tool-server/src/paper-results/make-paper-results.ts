import { createHash, randomUUID } from 'node:crypto';
import type {
  LanguageMap,
  MasksLinked,
  PaperImport,
  PaperImportHead,
  PaperResults,
  SettlePaperRow,
} from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import { FormatError, type FormatsApart } from '../bank/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeJudgeRows, presentRow, readListed, shown, type Desk, type JudgeDeps } from './judge-rows.ts';
import { makePaperImports } from './paper-imports.ts';
import type { StoredPaperImport } from './paper-import.model.ts';
import { headingsIn, readMasks, readResults } from './sheet.rules.ts';

interface Deps extends JudgeDeps {
  connection: Connection;
  clock: Clock;
  exams: JudgeDeps['exams'] &
    Pick<Exams, 'enterOnPaper' | 'attemptsOfImport' | 'removeAttempt' | 'findInForce' | 'papersOf'>;
  files: Pick<FormatsApart, 'readRows'>;
  namesById: NamesById;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
}

type FileFault = { code: 'file_not_read'; fault: string; values: object };
type Refused<Code extends string> = { ok: false; error: { code: Code } };
type Result<T, Code extends string = never> =
  { ok: true; value: T } | { ok: false; error: FileFault } | Refused<Code | 'paper_import_not_found'>;

const missing = { ok: false, error: { code: 'paper_import_not_found' } } as const;
const refuse = <Code extends string>(code: Code): Refused<Code> => ({ ok: false, error: { code } });
const unread = (fault: string, values: object = {}) =>
  ({ ok: false, error: { code: 'file_not_read', fault, values } }) as const;

/** The lines of a file. */
async function readFile({ files }: Deps, bytes: Buffer) {
  try {
    return { ok: true as const, rows: await files.readRows(bytes) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return unread(error.code, error.values);
  }
}

/** More people than anybody chooses from. */
const MOST_CHOICES = 2_000;

function makePresent(deps: Deps, imports: ReturnType<typeof makePaperImports>) {
  const judgeRows = makeJudgeRows(deps);

  async function headOf(read: StoredPaperImport): Promise<PaperImportHead> {
    const { _id, name, at, by, state, rows, masked, undone } = read;
    const names = await deps.namesById([by, ...(undone ? [undone.by] : [])]);
    return {
      ...{ id: _id, name, at: at.toISOString(), by: names.get(by) ?? null, state, rows, masked },
      entered: await imports.countEntered(_id),
      undone: undone
        ? { at: undone.at.toISOString(), by: names.get(undone.by) ?? null, reason: undone.reason }
        : null,
    };
  }

  const aboutExam = async (code: string) => ({ code, title: (await deps.titleOf(code)) ?? { vi: code } });

  async function view(read: StoredPaperImport, desk: Desk): Promise<PaperImport> {
    const { examCode } = desk.place;
    const [listed, head, rows, others, papers, exam] = await Promise.all([
      readListed(deps, desk.contextId),
      headOf(read),
      imports.rowsOf(read._id),
      imports.listOf(desk.place),
      deps.exams.drawnPapersOf({ code: examCode, revision: read.revision }),
      aboutExam(examCode),
    ]);
    const before = others.find(
      ({ _id, digest, at }) => _id !== read._id && digest === read.digest && at < read.at,
    );
    return {
      ...{
        ...head,
        exam,
        papers: papers.map(({ code }) => code),
        readBefore: before?.at.toISOString() ?? null,
      },
      lines: (await judgeRows(read, rows, desk)).map(presentRow),
      people: read.state === 'open' && listed.length <= MOST_CHOICES ? listed.map(shown) : [],
    };
  }

  async function list(desk: Desk): Promise<PaperResults> {
    const { place } = desk;
    const inForce = await deps.exams.findInForce(place.examCode);
    const found = inForce && (await deps.exams.papersOf(inForce));
    return {
      exam: await aboutExam(place.examCode),
      papers: found?.ok ? found.papers.map(({ code, paper }) => ({ code, questions: paper.length })) : [],
      imports: await Promise.all((await imports.listOf(place)).map(headOf)),
    };
  }

  return { headOf, view, list, judgeRows };
}

type Parts = ReturnType<typeof makePresent> & { imports: ReturnType<typeof makePaperImports> };

/** Reads a file of results; nothing of it counts before somebody confirms it. */
const makeRead =
  (deps: Deps, { imports, view }: Parts) =>
  async (
    desk: Desk,
    { bytes, name }: { bytes: Buffer; name: string },
  ): Promise<Result<PaperImport, 'exam_not_found' | 'too_many_paper_imports'>> => {
    const inForce = await deps.exams.findInForce(desk.place.examCode);
    if (!inForce) return refuse('exam_not_found');
    if (await imports.isFull(desk.place)) return refuse('too_many_paper_imports');
    const file = await readFile(deps, bytes);
    if (!file.ok) return file;
    const lines = readResults(file.rows);
    if (!lines) return unread('columns_unknown', { headings: headingsIn(file.rows) });
    if (lines.length === 0) return unread('no_questions');
    // Papers are drawn when they are asked for first.
    await deps.exams.papersOf(inForce);
    const _id = randomUUID();
    const found: StoredPaperImport = {
      ...{ _id, ...desk.place, revision: inForce.exam.revision, name, at: deps.clock.now(), by: desk.by },
      ...{ digest: createHash('sha256').update(bytes).digest('hex'), state: 'open', rows: lines.length },
      masked: lines.some(({ mask, identity }) => mask !== null && Object.keys(identity).length === 0),
    };
    await imports.insert(
      found,
      lines.map((line) => ({ ...line, _id: `${_id} ${line.line}`, import: _id, skip: false })),
    );
    return { ok: true, value: await view(found, desk) };
  };

/** Keeps a line as somebody has settled it. */
const makeSettle =
  (deps: Deps, { imports, view }: Parts) =>
  async (
    desk: Desk,
    id: string,
    line: number,
    { person, ...change }: SettlePaperRow,
  ): Promise<Result<PaperImport, 'paper_import_decided' | 'paper_row_not_found' | 'paper_person_wrong'>> => {
    const found = await imports.find(id, desk.place);
    if (!found) return missing;
    if (found.state !== 'open') return refuse('paper_import_decided');
    const listed = person === null ? [] : await readListed(deps, desk.contextId);
    if (person !== null && !listed.some((each) => each.id === person)) return refuse('paper_person_wrong');
    const isChanged = await imports.changeRow(id, line, {
      ...change,
      paperCode: change.paperCode.toUpperCase(),
      ...(person !== null && { personId: person }),
    });
    return isChanged ? { ok: true, value: await view(found, desk) } : refuse('paper_row_not_found');
  };

/** Says of numbers that stand for people whose they are: marks and answers stay as they are. */
const makeLinkMasks =
  (deps: Deps, { imports }: Parts) =>
  async (desk: Desk, id: string, bytes: Buffer): Promise<Result<MasksLinked, 'paper_import_decided'>> => {
    const found = await imports.find(id, desk.place);
    if (!found) return missing;
    if (found.state !== 'open') return refuse('paper_import_decided');
    const file = await readFile(deps, bytes);
    if (!file.ok) return file;
    const masks = readMasks(file.rows);
    if (!masks) return unread('columns_unknown', { headings: headingsIn(file.rows) });
    let linked = 0;
    const unknown: string[] = [];
    for (const [mask, identity] of masks) {
      const count = await imports.identify(id, mask, identity);
      linked += count;
      if (count === 0) unknown.push(mask);
    }
    return { ok: true, value: { linked, unknown } };
  };

/** Enters every line without a doubt; what was interrupted goes on, and nothing is entered twice. */
const makeConfirm =
  (deps: Deps, { imports, headOf, judgeRows }: Parts) =>
  async (desk: Desk, id: string, satAt: Date): Promise<Result<PaperImportHead, 'paper_import_decided'>> => {
    const found = await imports.find(id, desk.place);
    if (!found) return missing;
    const change = { state: 'confirming' as const, satAt: found.satAt ?? satAt };
    const decided = await imports.decide(found, ['open', 'confirming'], change);
    if (!decided) return refuse('paper_import_decided');
    await imports.keepLines(decided, deps.clock.now());
    const rows = await judgeRows(decided, await imports.rowsOf(id), desk);
    for (const { stored, entering } of rows) {
      if (!entering) continue;
      const result = await deps.exams.enterOnPaper(entering);
      if (result.ok) await imports.keepEntered(stored._id, entering.personId, result.attemptId);
    }
    const done = await imports.decide(decided, ['confirming'], { state: 'confirmed' });
    return { ok: true, value: await headOf(done ?? decided) };
  };

/** Takes all that an import has entered out of what counts, with the reason. */
const makeUndo =
  (deps: Deps, { imports, headOf }: Parts) =>
  async (
    desk: Desk,
    id: string,
    reason: string,
  ): Promise<Result<PaperImportHead, 'paper_import_decided'>> => {
    const found = await imports.find(id, desk.place);
    if (!found) return missing;
    const undone = { at: deps.clock.now(), by: desk.by, reason };
    const decided = await imports.decide(found, ['open', 'confirmed', 'undone'], {
      state: 'undone',
      ...(!found.undone && { undone }),
    });
    if (!decided) return refuse('paper_import_decided');
    for (const attemptId of await deps.exams.attemptsOfImport(desk.place, id))
      await deps.exams.removeAttempt({ attemptId, ...desk.place, by: desk.by, reason });
    return { ok: true, value: await headOf(decided) };
  };

/** Results of exams that were sat on paper: read from files, looked at by a person, and entered as attempts. */
export function makePaperResults(deps: Deps) {
  const imports = makePaperImports(deps);
  const parts = { ...makePresent(deps, imports), imports };
  return {
    models: imports.models,
    list: parts.list,
    read: makeRead(deps, parts),
    settle: makeSettle(deps, parts),
    linkMasks: makeLinkMasks(deps, parts),
    confirm: makeConfirm(deps, parts),
    undo: makeUndo(deps, parts),
    view: async (desk: Desk, id: string): Promise<Result<PaperImport>> => {
      const found = await imports.find(id, desk.place);
      return found ? { ok: true, value: await parts.view(found, desk) } : missing;
    },
  };
}

export type PaperResultsRoom = ReturnType<typeof makePaperResults>;
