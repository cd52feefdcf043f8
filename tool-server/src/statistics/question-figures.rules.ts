import type { CorrectionKind, CountedAttempts, QuestionFigures, QuestionOrder } from '@chuyen-de/contracts';
import { typeOf, type CountedResponse, type QuestionResponse } from '@chuyen-de/question-types';
import type { QuestionRevision } from '../bank/index.ts';
import { BLANK, RIGHT_IN_THE_END, TRIED } from './contribution.rules.ts';
import {
  checkOf,
  effectiveWeights,
  itemFigures,
  paperFigures,
  type ItemFigures,
} from './item-figures.rules.ts';
import type { ItemStatistic, Tally } from './statistic.model.ts';
import { addTallies, emptyTally, WHOLE_PAPER } from './tally.rules.ts';

/** What was counted of the attempts that are asked for. */
const tallyOf = ({ first, later }: ItemStatistic, attempts: CountedAttempts): Tally =>
  attempts === 'first' ? first : addTallies(first, later);

/** A question with its figures, before anything of its content is known. */
interface Figured extends ItemFigures {
  /** `CODE@REVISION` */
  question: string;
  tally: Tally;
  weight: number | null;
}

/** The figures of all questions of an exam at a link, and of its paper. */
export function figuresOfExam(statistics: readonly ItemStatistic[], attempts: CountedAttempts) {
  const items = statistics
    .filter(({ question }) => question !== WHOLE_PAPER)
    .map((each) => ({ question: each.question, tally: tallyOf(each, attempts) }))
    .map((each) => ({ ...each, ...itemFigures(each.tally) }))
    .filter(({ n }) => n > 0);
  const whole = statistics.find(({ question }) => question === WHOLE_PAPER);
  const paper = paperFigures(whole ? tallyOf(whole, attempts) : emptyTally(), items);
  // Shares of one paper: of questions that only some were asked they would say nothing.
  const isSame = items.every(({ n }) => n === paper.n);
  const weights = effectiveWeights(items);
  const questions = items.map((item, index): Figured => ({
    ...item,
    weight: isSame ? (weights[index] ?? null) : null,
  }));
  return { paper, questions };
}

const CHECK_RANK: Record<QuestionFigures['check'], number> = {
  'very-likely': 0,
  likely: 1,
  unlikely: 2,
  'too-few': 3,
};

const LAST = 2;
const byFacility = (a: Figured, b: Figured): number => (a.facility ?? LAST) - (b.facility ?? LAST);
const byCheck = (a: Figured, b: Figured): number =>
  CHECK_RANK[checkOf(a)] - CHECK_RANK[checkOf(b)] ||
  (a.discrimination ?? LAST) - (b.discrimination ?? LAST) ||
  byFacility(a, b);
const byCode = (a: Figured, b: Figured): number => (a.question < b.question ? -1 : 1);

const ORDERS: Record<QuestionOrder, (a: Figured, b: Figured) => number> = {
  check: byCheck,
  hardest: byFacility,
};

export const inOrder = (questions: readonly Figured[], order: QuestionOrder): Figured[] =>
  [...questions].sort((a, b) => ORDERS[order](a, b) || byCode(a, b));

/** What is right about a question since it was corrected. */
export interface Corrected {
  kind: CorrectionKind;
  /** With the key that counts by now. */
  keyed: QuestionRevision;
  /** What counts as right beside it. */
  also: readonly QuestionResponse[];
}

/** Kinds of response, each with whether it is right by now: counted they are as the author wrote the question. */
function countedOf(content: QuestionRevision, corrected: Corrected | undefined): CountedResponse[] {
  const type = typeOf(content.type);
  const counted = type.counted(content);
  if (!corrected) return counted;
  const now = new Map(type.counted(corrected.keyed).map(({ id, isKey }) => [id, isKey]));
  const also = corrected.also
    .map((right) => type.countsFor(content, right))
    .filter((ids) => ids.length === 1);
  const accepted = new Set(also.flat());
  return counted.map((each) => ({
    ...each,
    isKey: accepted.has(each.id) || (now.get(each.id) ?? each.isKey),
  }));
}

/** A question and its figures as those who teach see them. */
export function presentQuestion(
  figured: Figured,
  content: QuestionRevision,
  corrected: Corrected | undefined,
): QuestionFigures {
  const { n, facility, facilityInterval, discrimination, discriminationInterval, efficiency, weight } =
    figured;
  const { code, revision, topic, level, type, stem } = content;
  const { responses } = figured.tally;
  const tried = responses[TRIED] ?? 0;
  return {
    ...{ code, revision, topic, level, type, stem, n },
    blank: responses[BLANK] ?? 0,
    facility,
    facilityInterval: facilityInterval && [...facilityInterval],
    discrimination,
    discriminationInterval: discriminationInterval && [...discriminationInterval],
    efficiency,
    weight,
    check: checkOf(figured),
    ...(corrected && { corrected: corrected.kind }),
    ...(tried > 0 && { inTheEnd: { right: responses[RIGHT_IN_THE_END] ?? 0, of: tried } }),
    responses: countedOf(content, corrected).map((each) => ({ ...each, count: responses[each.id] ?? 0 })),
  };
}
