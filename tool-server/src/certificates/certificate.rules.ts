import type { CertificateRule } from '@chuyen-de/contracts';
import type { Standing } from '../class-home/index.ts';

/** What somebody has yet to do for a certificate. */
export interface Lacks {
  /** How many topics. */
  topics: number;
  /** Exams, by their links. */
  exams: string[];
}

/** What somebody lacks by a rule. What it does not ask for is not lacking. */
export function lacksBy(rule: CertificateRule, { topics, exams }: Standing): Lacks {
  return {
    topics: rule === 'exams' ? 0 : topics.filter(({ completed }) => !completed).length,
    exams: rule === 'topics' ? [] : exams.filter(({ passed }) => passed !== true).map(({ linkId }) => linkId),
  };
}

/** Whether a rule is met: what asks for nothing, as the class has none of it, is met by nobody. */
export function meets(rule: CertificateRule, standing: Standing): boolean {
  const { topics, exams } = lacksBy(rule, standing);
  const asks =
    (rule === 'exams' || standing.topics.length > 0) && (rule === 'topics' || standing.exams.length > 0);
  return asks && topics === 0 && exams.length === 0;
}
