import type { PaperImport, PaperImportHead, PrintedKey } from '@chuyen-de/contracts';
import { publishedExam, useMaking, type Call } from './made-exams.ts';

const SEED = '00112233445566778899aabbccddeeff';
export const WITH_PAPERS = {
  papers: { codes: '034–036', seed: SEED },
  attempts: 3,
  grading: 'highest' as const,
};
export const SAT_AT = '2026-01-05T02:00:00.000Z';

export interface Learner {
  id: string;
  name: string;
  email: string;
}

/** What is right on a paper, by the letters that are printed on it. */
export async function rightLetters(call: Call, code: string, paper: string): Promise<string[]> {
  const { body } = await call<PrintedKey>('GET', `/made-exams/${code}/papers/${paper}/key`);
  return body.questions.map((question) => {
    const { options, key } = question as unknown as { options: { id: string }[]; key: string[] };
    return options
      .flatMap(({ id }, index) => (key.includes(id) ? [String.fromCharCode(65 + index)] : []))
      .join('');
  });
}

/** Exams that were sat on paper, each at a link of its own. */
export function usePapers() {
  const { making, lecturer } = useMaking();
  let count = 0;
  /** Learners of the course, as the class list has them. */
  async function learners(names: readonly string[]): Promise<Learner[]> {
    const { sandbox, course } = making().lms;
    const people: Learner[] = [];
    for (const name of names) {
      const email = `hv${(count += 1)}@truong.vn`;
      const { id } = await sandbox.addPerson({ familyName: 'Phan Văn', givenName: name, email });
      await sandbox.enrol(course.id, id, 'learner');
      people.push({ id, name: `Phan Văn ${name}`, email });
    }
    return people;
  }

  /** An exam with fixed papers, at a link of its own, and its lecturer there. */
  async function examOnPaper(names: readonly string[]) {
    const exam = await publishedExam(lecturer, WITH_PAPERS);
    const people = await learners(names);
    const { sandbox, course } = making().lms;
    const { linkId } = await sandbox.placeItem(course.id, {
      title: exam.code,
      custom: { item: `exam:${exam.code}` },
      lineItem: { scoreMaximum: 10 },
    });
    const teacher = await making().enter({ linkId });
    expect((await teacher('POST', '/gradebook/roster')).status).toBe(200);
    const path = `/exams/${exam.code}/paper-results`;
    return {
      ...{ exam, people, teacher, path, linkId },
      read: (text: string) => teacher<PaperImport>('POST', `${path}?name=ket-qua.csv`, Buffer.from(text)),
      enter: (person: Learner) => making().enter({ linkId, personId: person.id }),
      confirm: (id: string) =>
        teacher<PaperImportHead>('POST', `${path}/${id}/confirmation`, { satAt: SAT_AT }),
    };
  }

  return { making, lecturer, learners, examOnPaper };
}
