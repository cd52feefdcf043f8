import { fold } from '@chuyen-de/contracts/vietnamese';
import type { Locale } from '@chuyen-de/contracts';
import type { Audit } from '../audit/index.ts';
import type { QuestionRevision } from '../bank/index.ts';
import type { NamesById } from '../classes/index.ts';
import { nameIn } from '../classes/index.ts';
import type { Correction, CorrectionsInForce, makeCorrections } from '../corrections/index.ts';
import type { ExamRoom } from '../exam-room/index.ts';
import type { Attempt, Exams } from '../exams/index.ts';
import { numberOf, type Gradebook } from '../gradebook/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { revisionId } from '../revisions/index.ts';
import { questionsTable, type Statistics } from '../statistics/index.ts';
import {
  attemptRecord,
  RESULT_TITLES,
  resultLine,
  type NamedPerson,
  type PersonOf,
} from './attempt-record.ts';
import { attemptSheet } from './attempt-sheet.ts';
import { jsonFile, tableFile, textFile, type DossierFile } from './dossier-file.ts';

export interface GatherDeps {
  exams: Pick<Exams, 'attemptsAt' | 'questionsOf' | 'findRevision' | 'drawnPapersOf'>;
  inForce: Pick<CorrectionsInForce, 'rulingsOf' | 'reachingOf'>;
  corrections: Pick<ReturnType<typeof makeCorrections>, 'appealsAt'>;
  statistics: Pick<Statistics, 'figuresOf'>;
  gradebook: Pick<Gradebook, 'ledgerOf'>;
  examRoom: Pick<ExamRoom, 'viewLedger'>;
  audit: Pick<Audit, 'eventsOfLink'>;
  namesById: NamesById;
}

/** Whose dossier it is. */
export interface Of {
  place: ExamPlace;
  platformId: string;
  contextId?: string;
  course: string | null;
  locale: Locale;
}

/** What is known when every attempt has been written. */
interface Seen {
  /** A name for an attempt that no other one has. */
  named: (wanted: string) => string;
  results: ReturnType<typeof resultLine>[];
  questions: Map<string, QuestionRevision>;
  /** Revisions of the exam that some attempt was made by. */
  revisions: Set<number>;
}

const LONGEST_NAME = 60;

/** A name as every file system takes it. */
const nameOfFile = ({ name, number }: NamedPerson, attempt: Attempt): string => {
  const words = fold(name ?? '').match(/[a-z0-9]+/gu) ?? [];
  const plain = words.join('-').slice(0, LONGEST_NAME);
  return [...(plain === '' ? [] : [plain]), number.toLowerCase(), attempt.number].join('-');
};

/** Two may share a name and what stands in for one. */
function makeNamed(): Seen['named'] {
  const taken = new Set<string>();
  return (wanted) => {
    let name = wanted;
    for (let again = 2; taken.has(name); again += 1) name = `${wanted}-${again}`;
    taken.add(name);
    return name;
  };
}

const personOfNames =
  (names: ReadonlyMap<string, string | undefined>): PersonOf =>
  (id) => ({ id, name: nameIn(names, id), number: numberOf(id) });

/** Who has a part in an attempt. */
const peopleIn = ({ personId, removed, onPaper, takenIn = {}, markings = {} }: Attempt): string[] => [
  personId,
  ...(onPaper ? [onPaper.by] : []),
  ...Object.values(takenIn).map(({ by }) => by),
  ...(removed ? [removed.by] : []),
  ...Object.values(markings).flatMap((made) => made.map(({ by }) => by)),
];

/** Attempts some at a time, with the names of everybody who has a part in them. */
async function* withNames({ exams, namesById }: GatherDeps, { place }: Of) {
  for await (const attempts of exams.attemptsAt(place))
    yield { attempts, personOf: personOfNames(await namesById(attempts.flatMap(peopleIn))) };
}

/** The two files of an attempt: as people read it, and as data. */
async function attemptFiles(
  { exams, inForce }: GatherDeps,
  { platformId, contextId, course, locale }: Of,
  { attempt, seen, personOf }: { attempt: Attempt; seen: Seen; personOf: PersonOf },
): Promise<DossierFile[]> {
  const where = { platformId, ...(contextId !== undefined && { contextId }), paper: attempt.paper };
  const [questions, rulings] = await Promise.all([exams.questionsOf(attempt), inForce.rulingsOf(where)]);
  const person = personOf(attempt.personId);
  const path = `attempts/${seen.named(nameOfFile(person, attempt))}`;
  const file = `${path}.json`;
  for (const question of questions.values()) seen.questions.set(revisionId(question), question);
  seen.revisions.add(attempt.exam.revision);
  seen.results.push(resultLine(attempt, person, file));
  const sheet = attemptSheet({ attempt, person, personOf, questions, rulings, course, file, locale });
  return [textFile(`${path}.html`, sheet), jsonFile(file, attemptRecord(attempt, personOf))];
}

/** Question revisions as they were asked, in the order of their codes, each with what was decided of it since. */
function questionsFile({ questions }: Seen, corrections: readonly Correction[]): DossierFile {
  const asked = [...questions].sort(([a], [b]) => (a < b ? -1 : 1));
  return jsonFile(
    'questions.json',
    asked.map(([id, { _id: _, ...question }]) => ({
      id,
      ...question,
      corrections: corrections.filter((each) => each.question === id).map(({ _id }) => _id),
    })),
  );
}

/** The exam as it was when attempts were made, and its fixed papers. The password is nobody's to keep. */
async function examFile({ exams }: GatherDeps, { place }: Of, { revisions }: Seen): Promise<DossierFile> {
  const numbers = [...revisions].sort((a, b) => a - b);
  const found = await Promise.all(
    numbers.map(async (revision) => {
      const ref = { code: place.examCode, revision };
      const [exam, papers] = await Promise.all([exams.findRevision(ref), exams.drawnPapersOf(ref)]);
      if (!exam) return undefined;
      const { password: _, _id, ...rest } = exam;
      return { ...rest, ...(papers.length > 0 && { fixedPapers: papers }) };
    }),
  );
  return jsonFile('exam.json', { versions: found.filter((each) => each !== undefined) });
}

/** What was decided, asked for and done about the exam beside what was answered. */
async function* aroundFiles(deps: GatherDeps, of: Of, seen: Seen): AsyncGenerator<DossierFile> {
  const { place, platformId, contextId, course } = of;
  const where = { platformId, ...(contextId !== undefined && { contextId }) };
  const corrections = await deps.inForce.reachingOf([...seen.questions.keys()], where);
  const [appeals, ledger, grades, events] = await Promise.all([
    deps.corrections.appealsAt(place),
    deps.examRoom.viewLedger(place, course ?? undefined),
    deps.gradebook.ledgerOf(place.linkId),
    deps.audit.eventsOfLink(place.linkId),
  ]);
  const names = await deps.namesById([
    ...corrections.map(({ by }) => by),
    ...appeals.flatMap(({ personId, answer }) => [personId, ...(answer ? [answer.by] : [])]),
    ...grades.map(({ personId }) => personId),
    ...events.map(({ by }) => by),
  ]);
  const personOf = personOfNames(names);
  yield questionsFile(seen, corrections);
  yield jsonFile(
    'corrections.json',
    corrections.map(({ owed: _, told: _told, ...each }) => ({ ...each, by: personOf(each.by) })),
  );
  yield jsonFile(
    'appeals.json',
    appeals.map(({ personId, answer, ...each }) => ({
      ...{ ...each, person: personOf(personId) },
      ...(answer && { answer: { ...answer, by: personOf(answer.by) } }),
    })),
  );
  yield await examFile(deps, of, seen);
  const logs = (ledger?.logs ?? []).map(({ can: _, ...log }) => log);
  yield jsonFile('incidents.json', { deeds: ledger?.deeds ?? [], logs });
  const { titles, rows } = questionsTable(await deps.statistics.figuresOf({ ...place, ...where }, 'first'));
  yield tableFile('statistics.csv', [titles, ...rows]);
  yield jsonFile(
    'gradebook.json',
    grades.map(({ _id: _, personId, due: _due, ...each }) => ({ ...each, person: personOf(personId) })),
  );
  yield jsonFile(
    'audit.json',
    events.map((event) => ({ ...event, by: personOf(event.by) })),
  );
}

/**
 * The files of a dossier, one after another: attempts as they are read, so that none is held longer than it takes to be
 * written, and then what stands around them.
 * @returns how many attempts there were
 */
export async function* gatherDossier(deps: GatherDeps, of: Of): AsyncGenerator<DossierFile, number> {
  const seen: Seen = { results: [], questions: new Map(), revisions: new Set(), named: makeNamed() };
  for await (const { attempts, personOf } of withNames(deps, of))
    for (const attempt of attempts) yield* await attemptFiles(deps, of, { attempt, seen, personOf });
  yield tableFile('results.csv', [RESULT_TITLES, ...seen.results]);
  yield* aroundFiles(deps, of, seen);
  return seen.results.length;
}
