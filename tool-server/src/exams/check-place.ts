import type { ExamPlace } from '../kernel/exam-place.ts';
import type { ExamDefinitions } from './exam-definitions.ts';
import { isAmong, plainAddress } from './is-among.ts';
import type { TimeDeeds } from './time-deeds.ts';
import { accommodationAt } from './time.rules.ts';

interface Deps {
  definitions: Pick<ExamDefinitions, 'findInForce'>;
  timeDeeds: Pick<TimeDeeds, 'knownOf'>;
}

interface Asking extends ExamPlace {
  personId: string;
  /** From where they ask, as the tool sees it. */
  address: string;
  trial?: boolean | undefined;
}

/** `address`: for whoever looks after the room to see what is wrong. */
export type PlaceRefusal = { code: 'exam_not_from_here'; address: string };

/** Whether somebody may begin an exam from where they are, or take an attempt over there; by the addresses in force now. */
export const makeCheckPlace =
  ({ definitions, timeDeeds }: Deps) =>
  async ({ personId, address, trial, ...place }: Asking): Promise<PlaceRefusal | undefined> => {
    const addresses = (await definitions.findInForce(place.examCode))?.exam.addresses;
    if (!addresses || trial || isAmong(addresses, address)) return undefined;
    if (accommodationAt(await timeDeeds.knownOf(place), personId)?.anywhere) return undefined;
    return { code: 'exam_not_from_here', address: plainAddress(address) };
  };

export type CheckPlace = ReturnType<typeof makeCheckPlace>;
