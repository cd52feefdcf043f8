import type { ExamPapers, PrintHeading } from '@chuyen-de/contracts';
import type { Catalogue, MadeExam } from '../catalogue/index.ts';
import type { Exams } from '../exams/index.ts';

interface Deps {
  catalogue: Pick<Catalogue, 'made'>;
  exams: Pick<Exams, 'findInForce' | 'paperFacts'>;
}

const NO_HEADING: PrintHeading = { authority: '', school: '', occasion: '', subject: '', date: '' };

type PapersViewed =
  { ok: true; view: ExamPapers } | Exclude<Awaited<ReturnType<Exams['paperFacts']>>, { ok: true }>;

/** What those see who print an exam: its fixed papers as it is in force, and what stands above them. */
export const makeViewPapers =
  ({ catalogue, exams }: Deps) =>
  async ({ _id: code, owner, draft, ...made }: MadeExam): Promise<PapersViewed> => {
    const inForce = made.inForce && (await exams.findInForce(code));
    const facts = inForce && (await exams.paperFacts(inForce));
    if (facts && !facts.ok) return facts;
    // What was typed for another exam of theirs need not be typed again.
    const heading = made.heading ?? (await catalogue.made.headingOf(owner)) ?? NO_HEADING;
    const { papers, overlaps } = facts ?? { papers: [], overlaps: [] };
    const title = inForce?.exam.title ?? { vi: draft.title.vi || code };
    return {
      ok: true,
      view: {
        exam: {
          code,
          title,
          minutes: inForce?.exam.minutes ?? 0,
          revision: inForce?.exam.revision ?? null,
        },
        heading,
        headingEdition: made.headingEdition ?? 0,
        papers,
        overlaps,
        can: { print: papers.length > 0 },
      },
    };
  };
