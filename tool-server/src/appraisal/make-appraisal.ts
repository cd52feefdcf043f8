import type { Connection } from 'mongoose';
import type { Catalogue } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Sources } from '../sources/index.ts';
import { makeAppraisalStore, owedOf, type Done } from './appraisal-store.ts';
import type { Appraisal } from './appraisal.model.ts';
import { withEnd } from './appraisal.rules.ts';
import { appraisalsRoutes } from './appraisals.routes.ts';
import { blindAmong, findBlind, type Appraises } from './find-blind.ts';
import { makePresentAppraisal, type AppraisersFor } from './present-appraisal.ts';
import { askedOf } from './shown-question.ts';
import { makeSubmitQuestion } from './submit-question.ts';

interface Deps {
  connection: Connection;
  catalogue: Catalogue;
  sources: Sources;
  clock: Clock;
  namesById: NamesById;
  appraisersFor: AppraisersFor;
  appraises: Appraises;
}

/** A question whose key is withheld from somebody. */
export interface Blind {
  question: string;
  asked: ReturnType<typeof askedOf>;
}

/** The appraisal of questions by councils, before they are issued. */
export function makeAppraisals(deps: Deps) {
  const appraisals = makeAppraisalStore(deps);
  const parts = { ...deps, appraisals };
  const present = makePresentAppraisal(parts);

  /** Ends one of which something may still come. */
  function end(appraisal: Appraisal, as: 'withdrawn' | 'overtaken', by: string): Promise<Done> {
    const at = deps.clock.now();
    const owed = owedOf(`appraisal-${as}`, appraisal, { by, at });
    return appraisals.act(appraisal._id, (current) => withEnd(current, { by, at, as }), owed);
  }

  return {
    models: appraisals.models,
    owing: appraisals.owing,
    router: appraisalsRoutes({ ...parts, ...present, end }),
    submit: makeSubmitQuestion(parts),
    end,
    openOf: appraisals.openOf,

    /** Questions of a bank that a member has to answer before they may see the key, as they are asked. */
    blindIn: async (bank: string, member: string): Promise<Blind[]> => {
      const blind = await blindAmong(deps, await appraisals.waitingIn(bank, member), member);
      return blind.map((each) => ({ question: each.question, asked: askedOf(each, member) }));
    },

    /** The codes of some questions that a member has to answer before they may see the key. */
    blindAmong: async (questions: readonly string[], member: string): Promise<string[]> => [
      ...(await findBlind(parts, questions, member)).keys(),
    ],

    appraisedIn: appraisals.appraisedIn,
    historyOf: appraisals.historyOf,
    lastOf: appraisals.lastOf,
    listOf: appraisals.listOf,
    approvedIn: appraisals.approvedIn,
    countApproved: appraisals.countApproved,
    hold: appraisals.hold,
    letGo: appraisals.letGo,
    tellIssued: appraisals.tellIssued,
    presentLast: present.presentLast,
    presentList: present.presentList,
  };
}

export type Appraisals = ReturnType<typeof makeAppraisals>;
