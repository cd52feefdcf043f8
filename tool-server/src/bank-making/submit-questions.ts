import type { SubmitQuestions, Submitted } from '@chuyen-de/contracts';
import type { Appraisals } from '../appraisal/index.ts';
import type { MadeBank } from '../catalogue/index.ts';
import type { FindCited } from './cite-sources.ts';
import { contentOf, sourceOf } from './question-contents.ts';
import { authorsOf, type QuestionStore } from './question-store.ts';

interface Deps {
  questions: Pick<QuestionStore, 'find'>;
  appraisals: Pick<Appraisals, 'submit' | 'openOf' | 'end'>;
  findCited: FindCited;
}

type Outcome = 'done' | Exclude<keyof Submitted, 'done'>;

/** Hands a question in as it was seen. */
async function submitOne(
  { questions, appraisals, findCited }: Deps,
  bank: MadeBank,
  { code, edition, by }: { code: string; edition: number; by: string },
): Promise<Outcome> {
  const { council } = bank.made;
  const question = await questions.find(bank._id, code);
  if (!council || question?.edition !== edition || question.state === 'found') return 'changed';
  const content = contentOf(bank, question);
  const [cited] = await findCited(bank, [sourceOf(question)]);
  if (!content || (content.source && !cited)) return 'faulty';
  const outcome = await appraisals.submit({ bank, council, content, authors: authorsOf(question), by });
  if (outcome !== 'done') return outcome;
  // Whoever saves it at the same moment looks for an appraisal after that: one of the two sees the other.
  const now = await questions.find(bank._id, code);
  if (now?.edition === edition) return 'done';
  const [open] = await appraisals.openOf([code]);
  if (open) await appraisals.end(open, 'overtaken', by);
  return 'changed';
}

type Refused = { ok: false; error: { code: 'council_missing' } };

/** Hands questions in to the council of their bank. */
export const makeSubmitQuestions =
  (deps: Deps) =>
  async (
    bank: MadeBank,
    { questions }: SubmitQuestions,
    by: string,
  ): Promise<{ ok: true; submitted: Submitted } | Refused> => {
    if (!bank.made.council) return { ok: false, error: { code: 'council_missing' } };
    const submitted: Submitted = { done: 0, faulty: [], changed: [], under: [], authored: [] };
    for (const { code, edition } of questions) {
      const outcome = await submitOne(deps, bank, { code, edition, by });
      if (outcome === 'done') submitted.done += 1;
      else submitted[outcome].push(code);
    }
    return { ok: true, submitted };
  };
