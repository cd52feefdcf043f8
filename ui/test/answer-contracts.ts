import {
  Accommodation,
  AggregateAnswer,
  AnswerToMark,
  AnswersSaved,
  AppealEntry,
  AppealList,
  AttemptAppeals,
  AttemptResult,
  BankQuestion,
  BankRows,
  CheckedAnswer,
  ClockTold,
  CorrectionPreview,
  DataDictionary,
  DiscriminationAnswer,
  ExamBank,
  ExamStart,
  ExamTrials,
  ForgottenPerson,
  GradebookView,
  GradesRetried,
  Grantees,
  HeldPeople,
  Issued,
  LearnerAttempt,
  LedgerEntry,
  MadeBank,
  MadeBanks,
  MadeExam,
  MadeExams,
  MarkingOverview,
  NextToMark,
  PickerResponse,
  PickerView,
  ReceiptChecked,
  RehearsalDone,
  SealedLogTaken,
  SealedLogTakenIn,
  Problem,
  QuestionCorrections,
  RecordKeys,
  RecordKeySecret,
  RecordsCount,
  RecordsDepth,
  RecordsPage,
  RecordsProgress,
  RoleGrant,
  RoleGrants,
  RoomDeedDone,
  RoomLedger,
  RoomView,
  RosterRead,
  SavedQueries,
  SavedQuery,
  SessionGrant,
  SupervisedAttempt,
  SupervisedAttempts,
  TopicPage,
  TopicProgress,
} from '@chuyen-de/contracts';

interface Contract {
  parse: (body: unknown) => unknown;
}

/** What the server sends each of its answers through. */
const CONTRACTS: Record<string, Contract> = {
  'POST /api/session': SessionGrant,
  'POST /api/session/refresh': SessionGrant,
  'GET /api/exams/:code': ExamStart,
  'POST /api/exams/:code/attempts': LearnerAttempt,
  'GET /api/exams/:code/trials': ExamTrials,
  'GET /api/exams/:code/people/:person/attempts': SupervisedAttempts,
  'PUT /api/exams/:code/accommodations/:person': Accommodation,
  'POST /api/exams/:code/attempts/:id/removal': SupervisedAttempt,
  'GET /api/exams/:code/marking': MarkingOverview,
  'GET /api/exams/:code/marking/:question/next': NextToMark,
  'PUT /api/exams/:code/marking/:question/answers/:attempt': AnswerToMark,
  'GET /api/made-exams': MadeExams,
  'POST /api/made-exams': MadeExam,
  'GET /api/made-exams/:code': MadeExam,
  'GET /api/made-exams/:code/bank': ExamBank,
  'PUT /api/made-exams/:code/draft': MadeExam,
  'POST /api/made-exams/:code/publication': MadeExam,
  'GET /api/made-banks': MadeBanks,
  'POST /api/made-banks': MadeBank,
  'GET /api/made-banks/:bank': MadeBank,
  'PUT /api/made-banks/:bank': MadeBank,
  'GET /api/made-banks/:bank/questions': BankRows,
  'POST /api/made-banks/:bank/questions': BankQuestion,
  'GET /api/made-banks/:bank/questions/:code': BankQuestion,
  'PUT /api/made-banks/:bank/questions/:code/draft': BankQuestion,
  'POST /api/made-banks/:bank/issue': Issued,
  'PUT /api/attempts/:id/device': LearnerAttempt,
  'GET /api/attempts/:id/clock': ClockTold,
  'GET /api/exams/:code/room': RoomView,
  'GET /api/exams/:code/room/ledger': RoomLedger,
  'POST /api/exams/:code/room/deeds': RoomDeedDone,
  'PATCH /api/attempts/:id/answers': AnswersSaved,
  'POST /api/attempts/:id/checks': CheckedAnswer,
  'POST /api/receipts/checks': ReceiptChecked,
  'POST /api/sealed-logs': SealedLogTaken,
  'POST /api/exams/:code/room/sealed-logs': SealedLogTaken,
  'POST /api/exams/:code/room/sealed-logs/:id/taking': SealedLogTakenIn,
  'PUT /api/exams/:code/rehearsal': RehearsalDone,
  'POST /api/attempts/:id/submit': AttemptResult,
  'GET /api/attempts/:id/result': AttemptResult,
  'GET /api/attempts/:id/appeals': AttemptAppeals,
  'POST /api/attempts/:id/appeals': AttemptAppeals,
  'GET /api/exams/:code/appeals': AppealList,
  'POST /api/exams/:code/appeals/:id/decision': AppealEntry,
  'GET /api/exams/:code/questions/:question/:revision/corrections': QuestionCorrections,
  'POST /api/exams/:code/questions/:question/:revision/corrections': QuestionCorrections,
  'POST /api/exams/:code/questions/:question/:revision/corrections/preview': CorrectionPreview,
  'GET /api/gradebook': GradebookView,
  'POST /api/gradebook/roster': RosterRead,
  'POST /api/gradebook/retry': GradesRetried,
  'POST /api/gradebook/grades/:id/retry': LedgerEntry,
  'GET /api/topics/:code': TopicPage,
  'POST /api/topics/:code/progress': TopicProgress,
  'GET /api/picker': PickerView,
  'POST /api/picker/selection': PickerResponse,
  'GET /api/people': HeldPeople,
  'POST /api/people/:person/forget': ForgottenPerson,
  'GET /api/roles': RoleGrants,
  'GET /api/roles/people': Grantees,
  'POST /api/roles': RoleGrant,
  'POST /api/roles/:id/revocation': RoleGrant,
  'GET /api/records/keys': RecordKeys,
  'POST /api/records/keys': RecordKeySecret,
  'POST /api/records/keys/:key/rotate': RecordKeySecret,
  'GET /xapi/ext/access': RecordsDepth,
  'GET /xapi/ext/statements': RecordsPage,
  'POST /xapi/ext/aggregate': AggregateAnswer,
  'POST /xapi/ext/discrimination': DiscriminationAnswer,
  'GET /xapi/ext/progress': RecordsProgress,
  'GET /xapi/ext/count': RecordsCount,
  'GET /xapi/ext/dictionary': DataDictionary,
  'GET /xapi/ext/saved-queries': SavedQueries,
  'POST /xapi/ext/saved-queries': SavedQuery,
};

/** `/api/attempts/:id` and `/api/*` as patterns. */
export const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/:[a-z]+/gi, '[^/]+').replace(/\*/g, '.*')}$`);

const PATTERNS = Object.entries(CONTRACTS).map(([route, contract]) => {
  const [method, path = ''] = route.split(' ');
  return { method, path: patternOf(path), contract };
});

/** Why a test's answer is none that the server could give; undefined where it could. */
export async function faultIn(method: string, pathname: string, answer: Response): Promise<unknown> {
  const type = answer.headers.get('content-type') ?? '';
  if (!type.includes('json')) return undefined;
  const known = PATTERNS.find((each) => each.method === method && each.path.test(pathname))?.contract;
  const contract = answer.ok ? known : type.includes('problem') ? Problem : undefined;
  try {
    contract?.parse(await answer.clone().json());
    return undefined;
  } catch (error) {
    return error instanceof SyntaxError ? undefined : { asked: `${method} ${pathname}`, error };
  }
}
