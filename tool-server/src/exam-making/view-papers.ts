import type { ExamPapers, PrintHeading } from '@chuyen-de/contracts';
import type { Audit } from '../audit/index.ts';
import type { Catalogue, MadeExam } from '../catalogue/index.ts';
import { nameIn, type NamesById } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import { groupOpenings } from './openings.rules.ts';

/** So many openings are read, and so many told. */
const MOST_READ = 2_000;
const MOST_TOLD = 50;

interface Deps {
  audit: Pick<Audit, 'openingsOf'>;
  namesById: NamesById;
  catalogue: Pick<Catalogue, 'made'>;
  exams: Pick<Exams, 'findInForce' | 'paperFacts'>;
}

const NO_HEADING: PrintHeading = { authority: '', school: '', occasion: '', subject: '', date: '' };

type PapersViewed =
  { ok: true; view: ExamPapers } | Exclude<Awaited<ReturnType<Exams['paperFacts']>>, { ok: true }>;

async function openedOf({ audit, namesById }: Deps, exam: string): Promise<ExamPapers['opened']> {
  const groups = groupOpenings(await audit.openingsOf(exam, MOST_READ), MOST_TOLD);
  const names = await namesById(groups.map(({ by }) => by));
  return groups.map(({ at, by, what, papers }) => ({
    ...{ at: at.toISOString(), what, papers },
    by: nameIn(names, by),
  }));
}

/** What those see who print an exam: its fixed papers as it is in force, and what stands above them. */
export const makeViewPapers =
  (deps: Deps) =>
  async ({ _id: code, owner, draft, ...made }: MadeExam): Promise<PapersViewed> => {
    const { catalogue, exams } = deps;
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
        opened: await openedOf(deps, code),
        can: { print: papers.length > 0 },
      },
    };
  };
