import type { LearnerAttempt } from '@chuyen-de/contracts';
import type { XapiStatement } from '@chuyen-de/xapi';
import { aLaunch, DEVICE, faultsOf, openRecordRooms, verbOf, type RecordRooms } from './record-rooms.ts';
import { CONTENTS, contentOf, EXAM, folderWith, markByHand, rightTo, sent } from './typed-questions.ts';

let rooms: RecordRooms;
beforeAll(async () => {
  rooms = await openRecordRooms();
  expect(await rooms.importProgramme(await folderWith())).toMatchObject({ ok: true });
});
afterAll(() => rooms.close());

/** Whether a response is what a pattern says, which for a number may be a range. */
function fits(response: string, pattern: string): boolean {
  const [from, to] = pattern.split('[:]');
  if (to === undefined) return response === pattern;
  return Number(response) >= Number(from) && Number(response) <= Number(to);
}

it('tells an answer to each type of question as xAPI has it, by the identifiers of its author', async () => {
  const session = await rooms.launch(aLaunch({ item: { kind: 'exam', code: EXAM } }));
  const call = await rooms.as(session);
  const attempt = await call<LearnerAttempt>('POST', `/exams/${EXAM}/attempts`, { device: DEVICE });
  const { paper } = (await rooms.exams.findAttempt(attempt.id))!.attempt;
  rooms.clock.pass(1);
  const answers = attempt.questions
    .filter(contentOf)
    .map((question) => ({ ...rooms.answer(question.slot, []), response: sent(question, paper, rightTo) }));
  await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers });
  await markByHand(rooms, session, attempt.id);
  await rooms.worker.drain();

  const told = (await rooms.told()).filter((statement) => verbOf(statement) === 'answered');
  const typeIn = ({ object }: XapiStatement) =>
    contentOf({ slot: 0, stem: object.definition!.name as { vi: string } })!.type;
  expect(told.map(typeIn).sort()).toEqual(Object.keys(CONTENTS).sort());
  for (const { object, result } of told) {
    expect(result).toMatchObject({ success: true, score: { scaled: 1 } });
    const patterns = object.definition!.correctResponsesPattern;
    // What a person marks has no pattern.
    if (patterns === undefined) expect(object.definition).toMatchObject({ interactionType: 'long-fill-in' });
    else expect(patterns.some((pattern) => fits(result!.response!, pattern))).toBe(true);
  }
  expect(told.flatMap(faultsOf)).toEqual([]);
  const kinds = Object.fromEntries(
    told.map((each) => [typeIn(each), [each.object.definition!.interactionType, each.result!.response]]),
  );
  expect(kinds).toEqual({
    'single-choice': ['choice', 'c'],
    'multiple-choice': ['choice', 'a[,]b'],
    'true-false': ['true-false', 'false'],
    'short-answer': ['fill-in', 'Mặt trận Việt Minh'],
    numeric: ['numeric', '1930'],
    matching: ['matching', 'a[.]a[,]b[.]b[,]c[.]a'],
    ordering: ['sequencing', 'a[,]b[,]c[,]d'],
    essay: ['long-fill-in', 'SECRET: bài tham khảo'],
    cloze: ['fill-in', '1930[,]Đảng[,]Phương án b'],
  });
});
