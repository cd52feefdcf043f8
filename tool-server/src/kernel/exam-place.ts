/** A place where an exam is sat: the exam at a link. */
export interface ExamPlace {
  linkId: string;
  examCode: string;
}

/** Places of something, of which there may be very many. */
export interface Places {
  has: (of: string, place: ExamPlace) => Promise<boolean>;
  /** So many in their order, from one of them on. */
  from: (of: string, start: ExamPlace | undefined, most: number) => Promise<ExamPlace[]>;
}

/** One text for each place. */
export const placeKey = ({ linkId, examCode }: ExamPlace): string => `${linkId} ${examCode}`;
