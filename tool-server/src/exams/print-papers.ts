import type { ExamPapers, PrintedKey, PrintedPaper } from '@chuyen-de/contracts';
import { typeOf } from '@chuyen-de/question-types';
import { revisionId } from '../revisions/index.ts';
import { shownPaper } from './attempt-views.rules.ts';
import type { makePaperQuestions } from './close-attempt.ts';
import { overlapsOf } from './compose-papers.rules.ts';
import type { HistoryOf } from './draw-fixed-papers.ts';
import type { BlueprintShort, PaperSlot } from './draw.rules.ts';
import type { ExamDefinitions, ExamInForce } from './exam-definitions.ts';
import { forecastOf, knownOf, type ForecastPlace } from './forecast.rules.ts';
import type { PaperSets } from './paper-sets.ts';

interface Deps {
  historyOf: HistoryOf;
  definitions: Pick<ExamDefinitions, 'findInForce'>;
  paperSets: Pick<PaperSets, 'papersOf' | 'drawnOf'>;
  questionsOf: ReturnType<typeof makePaperQuestions>;
}

type Facts = Pick<ExamPapers, 'papers' | 'overlaps'>;

const refOf = ({ question, revision }: PaperSlot) => ({ code: question, revision });

/** What is printed of an exam's fixed papers, and what is known of them. */
export function makePrinting({ historyOf, definitions, paperSets, questionsOf }: Deps) {
  /** A fixed paper of an exam that is in force; undefined where there is none of that code. */
  async function findPaper(examCode: string, paperCode: string): Promise<PaperSlot[] | undefined> {
    const inForce = await definitions.findInForce(examCode);
    const found = inForce && (await paperSets.papersOf(inForce));
    return found?.ok ? found.papers.find(({ code }) => code === paperCode)?.paper : undefined;
  }

  return {
    drawnPapersOf: paperSets.drawnOf,

    /** How many questions papers have in common, and how hard each is expected to be. */
    async paperFacts(inForce: ExamInForce): Promise<({ ok: true } & Facts) | BlueprintShort> {
      const found = await paperSets.papersOf(inForce);
      if (!found.ok) return found;
      const history = await historyOf(found.papers.flatMap(({ paper }) => paper.map(refOf)));
      const papers = found.papers.map(({ code, paper }) => {
        const places = paper.map((place): ForecastPlace => ({
          points: place.points ?? 1,
          histories: [history.get(revisionId(refOf(place)))],
        }));
        const forecast = forecastOf(places, inForce.exam.passMark);
        const points = paper.reduce((sum, each) => sum + (each.points ?? 1), 0);
        return { code, points, history: knownOf(places), mean: forecast?.mean ?? null };
      });
      return { ok: true, papers, overlaps: overlapsOf(found.papers.map(({ paper }) => paper)) };
    },

    /** A paper as its candidates are given it: without the key. */
    async printedPaper(examCode: string, paperCode: string): Promise<PrintedPaper | undefined> {
      const paper = await findPaper(examCode, paperCode);
      if (!paper) return undefined;
      return { code: paperCode, questions: shownPaper(paper, await questionsOf({ paper })) };
    },

    /** The key of a paper, for those who mark it. */
    async printedKey(examCode: string, paperCode: string): Promise<PrintedKey | undefined> {
      const paper = await findPaper(examCode, paperCode);
      if (!paper) return undefined;
      const questions = await questionsOf({ paper });
      const keys = paper.flatMap(({ slot, question, points, optionOrder }) => {
        const content = questions.get(slot);
        if (!content) return [];
        const type = typeOf(content.type);
        const key = type.keyOf(content, optionOrder);
        // Key and what is shown are of the question's type, which the compiler cannot follow through the union.
        return [
          { slot, question, ...(points && { points }), ...type.show(content, optionOrder), key },
        ] as PrintedKey['questions'];
      });
      return { code: paperCode, questions: keys };
    },
  };
}
