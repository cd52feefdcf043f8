import type { BlueprintRow, CitedClause, LanguageMap, Level, PracticeFeedback } from '@chuyen-de/contracts';
import { isRight, shownResponse, typeOf, type QuestionContent } from '@chuyen-de/question-types';
import type { PaperSlot } from '../exams/index.ts';
import type { PracticeAnswer, PracticeRound } from './practice-round.model.ts';

/** As many as one answers between two stops of a bus. */
export const ROUND_SIZE = 10;

/** What the views need of a question's revision. */
export type PracticedQuestion = QuestionContent & {
  stem: LanguageMap;
  explanation?: LanguageMap | undefined;
  cited?: CitedClause | undefined;
};

interface LevelCount {
  level: Level;
  count: number;
}

/** How many questions to draw of each level: in turn of all that there are, until there are enough. */
export function practiceBlueprint(
  topic: string,
  levels: readonly LevelCount[],
  wanted: number,
): BlueprintRow[] {
  const rows = levels.map(({ level }) => ({ topic, level, count: 0 }));
  for (let left = wanted, grew = true; left > 0 && grew;) {
    grew = false;
    for (const [index, row] of rows.entries()) {
      if (left === 0 || row.count === levels[index]?.count) continue;
      row.count += 1;
      left -= 1;
      grew = true;
    }
  }
  return rows.filter(({ count }) => count > 0);
}

const numbered = (paper: readonly PaperSlot[]): PaperSlot[] =>
  paper.map((place, index) => ({ ...place, slot: index + 1 }));

/** How somebody answered a question when they practised it last. */
interface LastAnswer {
  place: PaperSlot;
  isRight: boolean;
  at: Date;
}

type PastRound = Pick<PracticeRound, 'paper' | 'answers'>;

/** How each question was answered last. @param rounds newest first */
export function lastAnswers(rounds: readonly PastRound[]): Map<string, LastAnswer> {
  const last = new Map<string, LastAnswer>();
  for (const { paper, answers } of rounds)
    for (const place of paper) {
      const answer = answers[place.slot];
      if (!answer || last.has(place.question)) continue;
      last.set(place.question, { place, isRight: isRight(answer), at: answer.at });
    }
  return last;
}

/**
 * What to practise first: what was answered wrongly last, then what was never asked, then what was right, longest ago
 * first. What was wrong is asked again also where it was not drawn.
 */
export function byNeed(drawn: readonly PaperSlot[], last: ReadonlyMap<string, LastAnswer>): PaperSlot[] {
  const inDrawn = new Map(drawn.map((place) => [place.question, place]));
  const known = [...last.values()];
  const wrong = known.flatMap(({ place, isRight: was }) =>
    was ? [] : [inDrawn.get(place.question) ?? place],
  );
  const right = known
    .filter(({ isRight: was }) => was)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .flatMap(({ place }) => inDrawn.get(place.question) ?? []);
  return [...wrong, ...drawn.filter(({ question }) => !last.has(question)), ...right];
}

/** The paper of a round: of what was drawn, all but those whose key an exam holds back. */
export const practicePaper = (
  drawn: readonly PaperSlot[],
  shut: ReadonlySet<string>,
  size = ROUND_SIZE,
): PaperSlot[] => numbered(drawn.filter(({ question }) => !shut.has(question)).slice(0, size));

/** How many questions of a self-check have to be right. */
export const neededOf = (percent: number, count: number): number => Math.ceil((percent * count) / 100);

export const rightIn = ({ answers }: Pick<PracticeRound, 'answers'>): number =>
  Object.values(answers).filter(isRight).length;

/** Whether a self-check has been passed: as soon as so many are right, whatever comes after. */
export const isPassed = ({ check, answers }: Pick<PracticeRound, 'check' | 'answers'>): boolean =>
  check !== undefined && rightIn({ answers }) >= check.needed;

/** Whether a round has a question left that can be answered. */
export const goesOn = (
  { paper, answers }: Pick<PracticeRound, 'paper' | 'answers'>,
  shut: ReadonlySet<string>,
): boolean => paper.some(({ slot, question }) => answers[slot] === undefined && !shut.has(question));

/** The questions of a round that were answered wrongly, in their order. */
export const wrongPaper = ({ paper, answers }: Pick<PracticeRound, 'paper' | 'answers'>): PaperSlot[] =>
  paper.filter(({ slot }) => {
    const answer = answers[slot];
    return answer !== undefined && !isRight(answer);
  });

/** A question before it is answered: fields are named one by one, and the type shows no key. */
export const shownPractice = ({ slot, type, optionOrder }: PaperSlot, question: PracticedQuestion) => ({
  ...typeOf(type).show(question, optionOrder),
  slot,
  stem: question.stem,
});

/** A question once it has been answered, with all that can be told of it. */
export const feedbackOn = (
  place: PaperSlot,
  question: PracticedQuestion,
  answer: PracticeAnswer,
): PracticeFeedback =>
  ({
    ...shownPractice(place, question),
    response: shownResponse(answer.response, place.optionOrder),
    key: typeOf(place.type).keyOf(question, place.optionOrder),
    fraction: answer.fraction,
    ...(question.explanation && { explanation: question.explanation }),
    ...(question.cited && { source: question.cited }),
  }) as PracticeFeedback;
