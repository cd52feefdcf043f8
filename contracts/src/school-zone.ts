/**
 * The zone of the schools: pages tell time by it whatever the reader's clock, and days are counted by it. It is a
 * module of its own, without the schemas, so that a learner's first page can load it alone.
 */
export const SCHOOL_ZONE = 'Asia/Ho_Chi_Minh';
/** Vietnam has one zone and no summer time. */
export const SCHOOL_OFFSET_MINUTES = 7 * 60;

const OFFSET_MS = SCHOOL_OFFSET_MINUTES * 60_000;

/** The moment at which a calendar day begins at the school. @param day yyyy-mm-dd */
export const startOfSchoolDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;

/** The moment at which it is over. @param day yyyy-mm-dd */
export const endOfSchoolDay = (day: string): number => startOfSchoolDay(day) + 86_400_000;
