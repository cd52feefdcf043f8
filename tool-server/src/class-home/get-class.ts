import { Code } from '@chuyen-de/contracts';
import type { Request } from 'express';
import { z } from 'zod';
import { parseRequest, ProblemError } from '../http/index.ts';
import { getSession, type CurrentSession } from '../sessions/index.ts';
import type { FindClass, FoundClass } from './find-class.ts';

export const ClassParams = z.object({ code: Code });

/** Finds the class whose home a request is about. @throws ProblemError where its link opens something else */
export const makeGetClass =
  (findClass: FindClass) =>
  async (req: Request): Promise<{ session: CurrentSession; found: FoundClass }> => {
    const { code } = parseRequest(req, { params: ClassParams }).params;
    const session = getSession(req);
    const found = await findClass(session, code);
    if (!found) throw new ProblemError({ code: 'not_in_this_link' });
    return { session, found };
  };

export type GetClass = ReturnType<typeof makeGetClass>;
