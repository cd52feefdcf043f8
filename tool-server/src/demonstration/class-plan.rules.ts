/** What a made-up learner does, by plan: the same at every start, whatever the day. */
export interface LearnerPlan {
  /** Place in the class, from 0. */
  index: number;
  /** Topics read whole: index in the programme, and minutes since the class began. */
  reads: { topic: number; at: number }[];
  /** Attempts at the final exam, in order. */
  attempts: AttemptPlan[];
}

interface AttemptPlan {
  /** Minutes since the class began. */
  at: number;
  /** From the first question to the submission. */
  minutes: number;
  /** How likely a question of middling difficulty is answered right. */
  ability: number;
  /** After so many of the six parts the connection is gone for good; undefined: submitted. */
  cutOffAfter?: number;
}

export const CLASS_SIZE = 30;
/** The class lasted two weeks, the exam on the evening of the twelfth day. */
export const CLASS_DAYS = 14;

/** Who lost the connection in the middle of the exam, and whose grade the LMS refuses, for they left the course. */
export const CUT_OFF = 17;
export const LEFT_COURSE = 23;

const DAY = 24 * 60;
const EXAM_EVENING = 11 * DAY + 19 * 60 + 30;
/** What failed is tried again two evenings later. */
const SECOND_TRY = 2 * DAY;
const LEAST_FOR_A_PASS = 0.5;
const TOPICS = 9;

/** A number from 0 to 1 that looks like chance and is none. @see Knuth, multiplicative hashing */
const chance = (...seeds: number[]): number => {
  const mixed = seeds.reduce(
    (sum, seed) => Math.imul(sum ^ (seed + 0x9e3779b9), 2_654_435_761) ^ (sum >>> 13),
    7,
  );
  return (mixed >>> 0) / 2 ** 32;
};

/** Most are good, some excel, a few fail. */
const abilityOf = (index: number): number => 0.34 + 0.6 * Math.sqrt(chance(index, 1));

function readsOf(index: number): LearnerPlan['reads'] {
  const diligence = 0.35 + 0.65 * abilityOf(index);
  return Array.from({ length: TOPICS }, (_, topic) => topic)
    .filter((topic) => chance(index, topic, 2) < diligence)
    .map((topic) => ({
      topic,
      // A topic a day, in the evening or at noon.
      at:
        (topic + 1) * DAY +
        (chance(index, topic, 3) < 0.3 ? 12 * 60 : 19 * 60) +
        Math.floor(chance(index, topic, 4) * 110),
    }));
}

function attemptsOf(index: number): AttemptPlan[] {
  const ability = abilityOf(index);
  const first: AttemptPlan = {
    at: EXAM_EVENING + Math.floor(chance(index, 5) * 40),
    minutes: 18 + Math.floor(chance(index, 6) * 24),
    ability,
    ...(index === CUT_OFF && { cutOffAfter: 4 }),
  };
  if (ability >= LEAST_FOR_A_PASS || index === CUT_OFF) return [first];
  return [first, { ...first, at: first.at + SECOND_TRY, ability: ability + 0.25 }];
}

/** The plan of the whole class. */
export const planClass = (): LearnerPlan[] =>
  Array.from({ length: CLASS_SIZE }, (_, index) => ({
    index,
    reads: readsOf(index),
    attempts: attemptsOf(index),
  }));

/** Whether a learner answers a question right; questions differ, and so does luck. */
export const answersRight = (ability: number, index: number, question: string): boolean => {
  const number = Array.from(question).reduce(
    (sum, letter) => Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0),
    0,
  );
  const difficulty = 0.6 * (chance(number, 8) - 0.5);
  return chance(index, number, 9) < ability - difficulty;
};
