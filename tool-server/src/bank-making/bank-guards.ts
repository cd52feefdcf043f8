import type { Request } from 'express';
import type { z } from 'zod';
import type { MadeBank } from '../catalogue/index.ts';

/** How routes come by the bank of a request. */
export interface BankGuards {
  /** The bank of a request, for those who may edit it: others are not told that it is there. */
  getBank: (req: Request) => Promise<MadeBank>;
  /** @throws ProblemError `bank_not_found` */
  refuseUnlessEditor: (req: Request, bank: MadeBank) => void;
  /** The bank of a request, who sends it, and its body once it has come: they may still edit the bank then. */
  bodyOf: <S extends z.ZodType>(
    req: Request,
    schema: S,
  ) => Promise<{ bank: MadeBank; by: string; body: z.output<S> }>;
}
