/** A place where an exam is sat: the exam at a link. */
export interface ExamPlace {
  linkId: string;
  examCode: string;
}

/** One text for each place. */
export const placeKey = ({ linkId, examCode }: ExamPlace): string => `${linkId} ${examCode}`;
