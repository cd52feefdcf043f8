import { randomUUID } from 'node:crypto';
import type { CorrectionDraft } from '@chuyen-de/contracts';
import { makeMakeCorrection } from '../src/corrections/make-correction.ts';
import { workOf } from '../src/corrections/spread-correction.ts';
import type { openExamRooms } from './exam-rooms.ts';

type Rooms = Awaited<ReturnType<typeof openExamRooms>>;

/** Corrects a question everywhere, and has the attempts through a link that ask it marked anew; tells the correction's id. */
export async function correctQuestion(
  { correctionsInForce: inForce, bank, clock, exams }: Rooms,
  ref: { code: string; revision: number },
  wish: CorrectionDraft,
  linkId = 'link-1',
): Promise<string> {
  const question = (await bank.findRevisions([ref])).get(`${ref.code}@${ref.revision}`)!;
  const made = await makeMakeCorrection({ inForce, clock })({
    ...{ id: randomUUID(), question, wish, scope: { kind: 'installation' }, reason: 'In nhầm' },
    ...{ by: 'person-9', linkId },
  });
  if (!made.ok) throw new Error(made.error.code);
  const asked = { linkId, where: {}, ...ref };
  await exams.corrections.haveCorrected(asked, (now) => workOf(made.correction, now));
  return made.correction._id;
}
