import type { AttemptResult } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Classes } from '../classes/index.ts';
import { isGradedLink } from './find-destination.ts';
import { gradeModel, type Grade } from './grade.model.ts';
import { makeRosterOf } from './roster-of.ts';

interface Deps {
  connection: Connection;
  classes: Pick<Classes, 'findLink' | 'findContext' | 'rosterSays'>;
}

interface GradeOf {
  linkId: string;
  personId: string;
  owed: boolean;
}

/**
 * How a learner's grade fares, or a new one that is still `owed`; null where the link has no column. It reads the
 * ledger and nothing of exams, which ask for it.
 */
export function makeGradeStateOf({ connection, classes }: Deps) {
  const grades = gradeModel(connection);
  const rosterOf = makeRosterOf({ classes });

  return async ({ linkId, personId, owed }: GradeOf): Promise<AttemptResult['grade']> => {
    const grade = owed
      ? null
      : await grades
          .findOne({ linkId, personId }, { state: 1, reason: 1 })
          .lean<Pick<Grade, 'state' | 'reason'>>();
    if (grade?.reason === 'not_shown' || grade?.reason === 'not_in_class') {
      const inRoster = (await rosterOf(linkId, [personId]))(personId);
      const hasLeft = inRoster === false || (grade.reason === 'not_in_class' && inRoster === null);
      return hasLeft ? 'left' : 'refused';
    }
    if (grade) return grade.state === 'settled' ? 'sent' : grade.state;
    return isGradedLink(await classes.findLink(linkId)) ? 'waiting' : null;
  };
}
