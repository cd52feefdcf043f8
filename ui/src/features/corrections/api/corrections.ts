import type {
  CorrectionDraft,
  CorrectionPreview,
  OwnerKind,
  QuestionCorrections,
} from '@chuyen-de/contracts';
import { queryOptions } from '@tanstack/react-query';
import { expecting, http } from '../../../lib/http.ts';

/** A revision of a question that an exam has asked. */
export interface AskedQuestion {
  exam: string;
  code: string;
  revision: string;
}

const correctionsPath = ({ exam, code, revision }: AskedQuestion): string =>
  `/api/exams/${encodeURIComponent(exam)}/questions/${encodeURIComponent(code)}/${encodeURIComponent(revision)}/corrections`;

const asCorrections = expecting<QuestionCorrections>('question', 'corrections', 'can');
/** While attempts are marked anew. */
const FOLLOWING_MS = 2_000;

/** `GET /api/exams/:code/questions/:question/:revision/corrections` */
export const correctionsQuery = (asked: AskedQuestion) =>
  queryOptions({
    queryKey: ['corrections', asked],
    queryFn: () => http.get(correctionsPath(asked), asCorrections),
    refetchInterval: ({ state }) =>
      state.data?.corrections.some(({ isSpread, waiting }) => !isSpread || waiting > 0)
        ? FOLLOWING_MS
        : false,
    staleTime: 0,
  });

export interface Wish {
  correction: CorrectionDraft;
  scope: OwnerKind;
}

/** `POST …/corrections/preview`: a part of what a correction would change. */
export const previewPart = (asked: AskedQuestion, wish: Wish, after: string | null) =>
  http.post(
    `${correctionsPath(asked)}/preview`,
    { ...wish, after },
    expecting<CorrectionPreview>('changes', 'next'),
  );

/** `POST …/corrections` */
export const makeCorrection = (
  asked: AskedQuestion,
  body: Wish & { id: string; reason: string; basedOn: string | null },
) => http.post(correctionsPath(asked), body, asCorrections);
