import type { CorrectionView, LanguageMap, QuestionCorrections, Scope } from '@chuyen-de/contracts';
import { shownResponse, typeOf, type QuestionContent } from '@chuyen-de/question-types';
import type { QuestionRevision } from '../bank/index.ts';
import type { NamesById } from '../classes/index.ts';
import { keyed, type Exams, type Ruling } from '../exams/index.ts';
import { covers } from '../policies/index.ts';
import type { Correction } from './correction.model.ts';
import { hasKey, rulingOf, undoneBy } from './corrections.rules.ts';
import { newestIn } from './make-correction.ts';

interface Deps {
  exams: Pick<Exams, 'corrections'>;
  namesById: NamesById;
}

type Work = { waiting: number; failing: number };

/** The parts of a question as its author has them: whoever corrects it sees no shuffled paper. */
export const authorsOrder = (question: QuestionContent): string[] => typeOf(question.type).parts(question);

/** A question with what counts as right by now. @param order its parts as they are shown */
export function questionUnder(
  question: QuestionRevision,
  ruling: Ruling | undefined,
  { slot, order }: { slot: number; order: readonly string[] },
) {
  const type = typeOf(question.type);
  const { code, revision, topic, stem, explanation } = question;
  const also = (ruling?.also ?? []).flatMap((right) => {
    const content = type.keyedBy(question, right);
    return content ? [type.keyOf(content, order)] : [];
  });
  return {
    ...{ slot, code, revision, topic, stem, ...(explanation && { explanation }) },
    ...type.show(question, order),
    key: type.keyOf(keyed(question, ruling), order),
    ...(also.length > 0 && { also }),
  } as QuestionCorrections['question'];
}

/** What a question has been through, for those who may correct it. */
export const makePresentCorrections =
  ({ exams, namesById }: Deps) =>
  async (
    question: QuestionRevision,
    made: readonly Correction[],
    { exam, scopes }: { exam: { code: string; title: LanguageMap }; scopes: readonly Scope[] },
  ): Promise<QuestionCorrections> => {
    const seen = made.filter(({ scope }) => scopes.some((own) => covers(own, scope) || covers(scope, own)));
    const [names, works] = await Promise.all([
      namesById(seen.map(({ by }) => by)),
      exams.corrections.waitingFor(seen.map(({ _id }) => _id)),
    ]);
    const undone = undoneBy(seen);
    const mayUndo = ({ _id, kind, scope }: Correction): boolean =>
      kind !== 'undo' && !undone.has(_id) && scopes.some((own) => covers(own, scope) && covers(scope, own));
    const order = authorsOrder(question);
    const view = (each: Correction): CorrectionView => {
      const { waiting, failing }: Work = works.get(each._id) ?? { waiting: 0, failing: 0 };
      return {
        id: each._id,
        kind: each.kind,
        at: each.at.toISOString(),
        by: { id: each.by, name: names.get(each.by) ?? null },
        reason: each.reason,
        scope: each.scope.kind,
        ...(each.response && { response: shownResponse(each.response, order) }),
        ...(each.of !== undefined && { of: each.of }),
        undone: undone.has(each._id),
        appealed: each.appealId !== undefined,
        isSpread: each.told.doneAt !== undefined,
        waiting,
        failing,
        can: { undo: mayUndo(each) },
      };
    };
    const ruling = rulingOf(seen);
    const narrowest = scopes[0];
    return {
      exam,
      question: questionUnder(question, ruling, { slot: 1, order }),
      hasKey: hasKey(question),
      counts: ruling?.counts ?? 'asked',
      corrections: seen.map(view),
      basedOn: (narrowest && newestIn(made, narrowest)?._id) ?? null,
      can: { correct: scopes.map(({ kind }) => kind) },
    };
  };

export type PresentCorrections = ReturnType<typeof makePresentCorrections>;
