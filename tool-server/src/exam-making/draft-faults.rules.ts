import {
  ExamPassword,
  LEAST_PASSWORD,
  LEAST_TRIES,
  MOST_ADDRESSES,
  MOST_PAPERS,
  MOST_PASSWORD,
  MOST_TRIES,
  NetworkAddress,
  readPaperCodes,
  tidyPassword,
  type DraftFault,
  type DraftField,
  type ExamDraft,
  type Level,
} from '@chuyen-de/contracts';
import { addressesOf, questionCountOf } from './draft.rules.ts';

/** What the banks have that an exam may ask. */
export interface Askable {
  /** How many questions of each level, by topic. */
  topics: ReadonlyMap<string, ReadonlyMap<Level, number>>;
  /** The questions that the draft asks of everybody, as far as there are such. */
  questions: ReadonlyMap<
    string,
    { code: string; revision: number; topic: string; level: Level; retired?: true; undrawn?: true }
  >;
  /** Codes of those with options that mean others by letter or place; absent: nobody looked, as nothing is shuffled. */
  bound?: Record<'fixed' | 'blueprint', readonly string[]>;
  /** Questions that may come onto one paper, the one telling the answer of the other; absent: nobody looked. */
  leaks?: Record<'fixed' | 'blueprint', readonly { of: string; by: string }[]>;
}

/** So many slots an attempt has at the most. */
const MOST_QUESTIONS = 500;
/** Who reads a question and four answers in less has not read them. */
const SECONDS_EACH = 20;
const MOST_ATTEMPTS = 100;
/** What a new exam has: nobody is told that it is much. */
const USUAL_OUTAGE = 30;

const stopping = (
  code: DraftFault['code'],
  fields: DraftField[],
  more: Partial<DraftFault> = {},
): DraftFault => ({ code, fields, stops: true, ...more });

const remark = (code: DraftFault['code'], ...fields: DraftField[]): DraftFault => ({
  code,
  fields,
  stops: false,
});

const cellOf = ({ topic, level }: { topic: string; level: Level }): string => `${topic} ${level}`;

/** Questions of each cell that the draft asks of everybody: no row draws them. */
function fixedByCell({ fixed }: ExamDraft, { questions }: Askable): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of new Set(fixed.map(({ question }) => question))) {
    const known = questions.get(code);
    if (!known || known.retired || known.undrawn) continue;
    counts.set(cellOf(known), (counts.get(cellOf(known)) ?? 0) + 1);
  }
  return counts;
}

function rowFaults(draft: ExamDraft, bank: Askable): DraftFault[] {
  const taken = fixedByCell(draft, bank);
  const seen = new Set<string>();
  return draft.blueprint.flatMap(({ topic, level, count }) => {
    const levels = bank.topics.get(topic);
    if (!levels) return [stopping('topic_unknown', ['blueprint'], { topic })];
    const cell = cellOf({ topic, level });
    if (seen.has(cell)) return [stopping('row_twice', ['blueprint'], { topic, level })];
    seen.add(cell);
    const fixed = taken.get(cell) ?? 0;
    const found = Math.max(0, (levels.get(level) ?? 0) - fixed);
    if (count <= found) return [];
    const fields: DraftField[] = fixed > 0 ? ['blueprint', 'fixed'] : ['blueprint'];
    return [stopping('row_short', fields, { topic, level, wanted: count, found })];
  });
}

function fixedFaults({ fixed }: ExamDraft, { questions }: Askable): DraftFault[] {
  const seen = new Set<string>();
  return fixed.flatMap(({ question }) => {
    const known = questions.get(question);
    if (!known) return [stopping('question_unknown', ['fixed'], { question })];
    if (seen.has(question)) return [stopping('question_twice', ['fixed'], { question })];
    seen.add(question);
    return known.retired ? [stopping('question_retired', ['fixed'], { question })] : [];
  });
}

function paperFaults({ papers }: ExamDraft): DraftFault[] {
  const read = papers && readPaperCodes(papers.codes);
  if (!read || read.ok) return [];
  const { fault, text } = read;
  const max = fault === 'many' ? { max: MOST_PAPERS } : {};
  return [stopping(`paper_codes_${fault}`, ['papers'], { text, ...max })];
}

const POINTS = { min: 0.01, max: 100, step: 0.01 };
type Bounds = typeof POINTS;

/** Whether a number is within bounds, and a multiple of their step as decimals are written. */
const isWithin = (value: number, { min, max, step }: Bounds): boolean =>
  value >= min && value <= max && Math.abs(value / step - Math.round(value / step)) < 1e-9;

const pointsFaults = ({ blueprint, fixed }: ExamDraft): DraftFault[] => [
  ...blueprint.flatMap(({ topic, level, points }) =>
    points === undefined || isWithin(points, POINTS)
      ? []
      : [stopping('points_wrong', ['blueprint'], { topic, level, ...POINTS })],
  ),
  ...fixed.flatMap(({ question, points }) =>
    points === undefined || isWithin(points, POINTS)
      ? []
      : [stopping('points_wrong', ['fixed'], { question, ...POINTS })],
  ),
];

const NUMBERS = {
  minutes: { min: 1, max: 600, step: 1 },
  attempts: { min: 1, max: MOST_ATTEMPTS, step: 1 },
  passMark: { min: 0, max: 10, step: 0.1 },
  outageMinutes: { min: 0, max: 1440, step: 1 },
  tries: { min: LEAST_TRIES, max: MOST_TRIES, step: 1 },
  penalty: { min: 0, max: 100, step: 1 },
} satisfies Partial<Record<DraftField, Bounds>>;

const numberFaults = (draft: ExamDraft): DraftFault[] =>
  (Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]).flatMap((field) => {
    const value = draft[field];
    const isOfTries = field === 'tries' || field === 'penalty';
    if (isOfTries && (draft.behaviour !== 'interactive' || value === undefined)) return [];
    // No number of attempts is no limit.
    if (value === null || value === undefined ? field === 'attempts' : isWithin(value, NUMBERS[field]))
      return [];
    return [stopping('number_wrong', [field], NUMBERS[field])];
  });

const TELLING = ['key', 'explanation'] as const;

/** Whether key or explanation is told while the exam can still be sat. */
const tellsBeforeClosing = ({ review }: ExamDraft): boolean =>
  TELLING.some((part) => review.submitted.includes(part) || review.open.includes(part));

/** Whether something is to be seen only once the exam has closed. */
const waitsForClosing = ({ review }: ExamDraft): boolean =>
  review.closed.some((part) => !review.open.includes(part));

/** What is wrong with the times between which the exam may be begun. */
function windowFaults({ opensAt, closesAt, minutes }: ExamDraft): DraftFault[] {
  if (opensAt === undefined || closesAt === undefined) return [];
  const span = (Date.parse(closesAt) - Date.parse(opensAt)) / 60_000;
  if (span <= 0) return [stopping('window_wrong', ['opensAt', 'closesAt'])];
  return minutes !== null && span < minutes ? [stopping('window_short', ['minutes', 'closesAt'])] : [];
}

/** What is wrong with what learners type before they begin; in a text that they read before, it is none. */
function passwordFaults({ password, title, summary }: ExamDraft): DraftFault[] {
  if (password === undefined) return [];
  if (!ExamPassword.safeParse(password).success)
    return [stopping('password_wrong', ['password'], { min: LEAST_PASSWORD, max: MOST_PASSWORD })];
  const told = (texts: ExamDraft['title']): boolean =>
    Object.values(texts).some((text) => text.normalize('NFC').includes(tidyPassword(password)));
  return [
    ...(told(title) ? [remark('password_told', 'password', 'title')] : []),
    ...(told(summary) ? [remark('password_told', 'password', 'summary')] : []),
  ];
}

const MOST_TOLD = 60;

/** What of the addresses is none, line by line. */
function addressFaults(draft: ExamDraft): DraftFault[] {
  const addresses = addressesOf(draft);
  if (addresses.length > MOST_ADDRESSES)
    return [stopping('addresses_many', ['addresses'], { found: addresses.length, max: MOST_ADDRESSES })];
  return addresses
    .filter((address) => !NetworkAddress.safeParse(address).success)
    .map((address) => stopping('address_unread', ['addresses'], { text: address.slice(0, MOST_TOLD) }));
}

/** Two settings that say against each other, or that somebody may not have meant. */
function contradictions(draft: ExamDraft): DraftFault[] {
  const { attempts, grading, minutes, outageMinutes } = draft;
  const seconds = (minutes ?? 0) * 60;
  const hasSeveral = attempts === null || attempts > 1;
  const found: [boolean, DraftFault][] = [
    [attempts === 1 && grading !== 'highest', stopping('grading_of_one_attempt', ['grading', 'attempts'])],
    [
      draft.behaviour === 'interactive' && draft.certainty === true,
      stopping('certainty_of_tries', ['behaviour', 'certainty']),
    ],
    [
      draft.behaviour === 'interactive' && !draft.review.during.includes('correctness'),
      stopping('tries_untold', ['behaviour', 'review']),
    ],
    [hasSeveral && tellsBeforeClosing(draft), remark('key_before_next_attempt', 'review', 'attempts')],
    [
      draft.closesAt === undefined && waitsForClosing(draft),
      stopping('review_never_closes', ['review', 'closesAt']),
    ],
    [
      minutes !== null && outageMinutes !== null && outageMinutes > Math.max(minutes, USUAL_OUTAGE),
      remark('outage_outlasts_exam', 'outageMinutes', 'minutes'),
    ],
    [
      minutes !== null && seconds > 0 && seconds < questionCountOf(draft) * SECONDS_EACH,
      remark('little_time', 'minutes', 'blueprint'),
    ],
  ];
  return found.flatMap(([is, fault]) => (is ? [fault] : []));
}

/** So many questions are named in a remark. */
const NAMED = 5;

/** Options that mean others by letter or place, which shuffling makes wrong. */
const shuffleRemarks = ({ shuffleOptions }: ExamDraft, { bound }: Askable): DraftFault[] =>
  (['fixed', 'blueprint'] as const).flatMap((field) => {
    const codes = [...new Set(shuffleOptions ? bound?.[field] : [])];
    if (codes.length === 0) return [];
    const text = codes.slice(0, NAMED).join(', ') + (codes.length > NAMED ? ', …' : '');
    return [{ ...remark('options_shuffled', 'shuffleOptions', field), text, found: codes.length }];
  });

/** Questions whose answer stands in the stem of another that may come onto the same paper. */
const leakRemarks = ({ leaks }: Askable): DraftFault[] =>
  (['fixed', 'blueprint'] as const).flatMap((field) => {
    const pairs = [...new Set(leaks?.[field].map(({ of, by }) => `${of} ← ${by}`))];
    if (pairs.length === 0) return [];
    const text = pairs.slice(0, NAMED).join(', ') + (pairs.length > NAMED ? ', …' : '');
    return [{ ...remark('answer_leaks', field), text, found: pairs.length }];
  });

/** What is wrong with a draft, what stops it first; in the order in which its editor shows the fields. */
export function draftFaults(draft: ExamDraft, bank: Askable): DraftFault[] {
  const count = questionCountOf(draft);
  const faults = [
    ...(draft.title.vi.trim() === '' ? [stopping('title_missing', ['title'])] : []),
    ...(count === 0 ? [stopping('asks_nothing', ['blueprint', 'fixed'])] : []),
    ...(count > MOST_QUESTIONS
      ? [stopping('asks_too_much', ['blueprint', 'fixed'], { found: count, max: MOST_QUESTIONS })]
      : []),
    ...rowFaults(draft, bank),
    ...fixedFaults(draft, bank),
    ...paperFaults(draft),
    ...pointsFaults(draft),
    ...numberFaults(draft),
    ...windowFaults(draft),
    ...passwordFaults(draft),
    ...addressFaults(draft),
    ...contradictions(draft),
    ...shuffleRemarks(draft, bank),
    ...leakRemarks(bank),
  ];
  return [...faults.filter(({ stops }) => stops), ...faults.filter(({ stops }) => !stops)];
}
