import { BANDS, type Band } from '@chuyen-de/contracts/bands';
import { changedAmong } from '@chuyen-de/contracts/canonical-json';
import { REVIEW_PARTS } from '@chuyen-de/contracts/review-parts';
import {
  DraftField,
  paperCodesText,
  readPaperCodes,
  tidyPassword,
  USUAL_PENALTY,
  USUAL_TRIES,
  type ExamDraft,
  type ExamFile,
  type MadeExam,
} from '@chuyen-de/contracts';

/** What a new exam begins as: one attempt, everything to be reviewed, and nothing asked yet. */
export const NEW_DRAFT: ExamDraft = {
  title: { vi: '', en: '' },
  summary: { vi: '', en: '' },
  blueprint: [],
  fixed: [],
  minutes: 45,
  attempts: 1,
  grading: 'highest',
  passMark: 5,
  shuffleQuestions: true,
  shuffleOptions: true,
  outageMinutes: 30,
  review: {
    during: ['marks', 'correctness', 'explanation'],
    submitted: [...REVIEW_PARTS],
    open: [...REVIEW_PARTS],
    closed: [...REVIEW_PARTS],
  },
};

export const questionCountOf = ({ blueprint, fixed = [] }: Pick<ExamFile, 'blueprint' | 'fixed'>): number =>
  blueprint.reduce((sum, { count }) => sum + count, fixed.length);

const draftTexts = ({ vi, en }: ExamFile['title']): ExamDraft['title'] => ({ vi, en: en ?? '' });

/** By classification; what says nothing is left out. */
const mapped = <From, To>(
  feedback: Partial<Record<Band, From>>,
  as: (text: From) => To | undefined,
): Partial<Record<Band, To>> =>
  Object.fromEntries(
    BANDS.flatMap((band) => {
      const text = feedback[band] && as(feedback[band]);
      return text ? [[band, text]] : [];
    }),
  );

/** How often answers may be tried, of an exam that lets them be. */
const triesOf = ({
  behaviour,
  tries,
  penalty,
  tellsParts,
}: Pick<ExamDraft, 'behaviour' | 'tries' | 'penalty' | 'tellsParts'>) =>
  behaviour === 'interactive'
    ? { tries: tries ?? USUAL_TRIES, penalty: penalty ?? USUAL_PENALTY, ...(tellsParts && { tellsParts }) }
    : {};

/** What an exam says, as a draft. */
export const draftOf = (exam: ExamFile): ExamDraft => ({
  title: draftTexts(exam.title),
  summary: draftTexts(exam.summary),
  blueprint: exam.blueprint,
  fixed: exam.fixed ?? [],
  ...(exam.papers && { papers: { ...exam.papers, codes: paperCodesText(exam.papers.codes) } }),
  minutes: exam.minutes,
  attempts: exam.attempts ?? null,
  grading: exam.grading,
  passMark: exam.passMark,
  shuffleQuestions: exam.shuffleQuestions,
  shuffleOptions: exam.shuffleOptions,
  outageMinutes: exam.outageMinutes,
  review: exam.review,
  ...(exam.certainty && { certainty: exam.certainty }),
  ...(exam.behaviour && { behaviour: exam.behaviour }),
  ...triesOf(exam),
  ...(exam.opensAt !== undefined && { opensAt: exam.opensAt }),
  ...(exam.closesAt !== undefined && { closesAt: exam.closesAt }),
  ...(exam.password !== undefined && { password: exam.password }),
  ...(exam.addresses && { addresses: exam.addresses }),
  ...(exam.feedback && { feedback: mapped(exam.feedback, draftTexts) }),
});

const textsOf = ({ vi, en }: ExamDraft['title']): ExamFile['title'] => ({
  vi: vi.trim(),
  ...(en.trim() !== '' && { en: en.trim() }),
});

/** Who says nothing of an exam has it say how many questions it asks. */
const summaryOf = (draft: ExamDraft): ExamFile['summary'] => {
  if (draft.summary.vi.trim() !== '') return textsOf(draft.summary);
  const count = questionCountOf(draft);
  return { vi: `Gồm ${count} câu hỏi.`, en: count === 1 ? '1 question.' : `${count} questions.` };
};

/** What is said in Vietnamese, and in English where that is written. */
function feedbackOf({ feedback = {} }: ExamDraft): Pick<ExamFile, 'feedback'> {
  const said = mapped(feedback, (text) => (text.vi.trim() === '' ? undefined : textsOf(text)));
  return Object.keys(said).length > 0 ? { feedback: said } : {};
}

/** The addresses of a draft, without lines that say nothing. */
export const addressesOf = ({ addresses = [] }: Pick<ExamDraft, 'addresses'>): string[] =>
  addresses.map((line) => line.trim()).filter((line) => line !== '');

/** What it takes to begin: the password as it is compared, and addresses. */
function entryOf(draft: ExamDraft): Pick<ExamFile, 'password' | 'addresses'> {
  const addresses = addressesOf(draft);
  return {
    ...(draft.password !== undefined && { password: tidyPassword(draft.password) }),
    ...(addresses.length > 0 && { addresses }),
  };
}

/** The fixed papers of a draft, as far as their codes can be read. */
function papersOf({ papers }: ExamDraft): Pick<ExamFile, 'papers'> {
  const read = papers && readPaperCodes(papers.codes);
  return papers && read?.ok ? { papers: { codes: read.codes, seed: papers.seed } } : {};
}

/** The same papers, with their codes as they are written here. */
const withTidyCodes = (draft: ExamDraft): ExamDraft => {
  const { papers } = papersOf(draft);
  return papers ? { ...draft, papers: { ...papers, codes: paperCodesText(papers.codes) } } : draft;
};

/** A draft without faults as an exam's definition, for its schema to take. */
export const examOf = (code: string, draft: ExamDraft) => ({
  code,
  title: textsOf(draft.title),
  summary: summaryOf(draft),
  blueprint: draft.blueprint,
  ...(draft.fixed.length > 0 && { fixed: draft.fixed }),
  ...papersOf(draft),
  minutes: draft.minutes,
  ...(draft.attempts !== null && { attempts: draft.attempts }),
  grading: draft.grading,
  passMark: draft.passMark,
  shuffleQuestions: draft.shuffleQuestions,
  shuffleOptions: draft.shuffleOptions,
  outageMinutes: draft.outageMinutes,
  review: draft.review,
  ...(draft.certainty && { certainty: draft.certainty }),
  ...(draft.behaviour && { behaviour: draft.behaviour }),
  ...triesOf(draft),
  ...(draft.opensAt !== undefined && { opensAt: draft.opensAt }),
  ...(draft.closesAt !== undefined && { closesAt: draft.closesAt }),
  ...entryOf(draft),
  ...feedbackOf(draft),
});

/** What two drafts say differently. */
export const changedFields = (before: ExamDraft, after: ExamDraft): DraftField[] =>
  changedAmong(DraftField.options, before, after);

type Change = NonNullable<MadeExam['inForce']>['changes'][number];

/**
 * For whom a change counts once it is in force. An attempt keeps paper, time, pass mark, grading and review of when it
 * started; how many attempts there are, title and summary are read anew by everybody.
 */
const FOR: Record<DraftField, Change['for']> = {
  title: 'everybody',
  summary: 'everybody',
  attempts: 'everybody',
  blueprint: 'next-attempts',
  fixed: 'next-attempts',
  papers: 'next-attempts',
  minutes: 'next-attempts',
  grading: 'next-attempts',
  behaviour: 'next-attempts',
  tries: 'next-attempts',
  penalty: 'next-attempts',
  tellsParts: 'next-attempts',
  certainty: 'next-attempts',
  passMark: 'next-attempts',
  shuffleQuestions: 'next-attempts',
  shuffleOptions: 'next-attempts',
  outageMinutes: 'next-attempts',
  opensAt: 'everybody',
  closesAt: 'next-attempts',
  password: 'next-attempts',
  addresses: 'everybody',
  review: 'next-attempts',
  feedback: 'next-attempts',
};

/** What a draft would change of the exam that is in force, and for whom. */
export const changesOf = (inForce: ExamFile, draft: ExamDraft): Change[] => {
  // As it would be published: spaces at ends, and a summary that says itself, are no changes.
  const published = {
    ...withTidyCodes(draft),
    addresses: undefined,
    ...entryOf(draft),
    ...{ tries: undefined, penalty: undefined, tellsParts: undefined },
    ...triesOf(draft),
    title: draftTexts(textsOf(draft.title)),
    summary: draftTexts(summaryOf(draft)),
    feedback: draftOf({ ...inForce, feedback: feedbackOf(draft).feedback }).feedback,
  };
  return changedFields(draftOf(inForce), published).map((field) => ({ field, for: FOR[field] }));
};
