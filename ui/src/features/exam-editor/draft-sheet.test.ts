import type { ExamDraft, MadeExam, SaveExamDraft } from '@chuyen-de/contracts';
import { aDraft, aMadeExam } from '../../../test/made-exam-builders.ts';
import { NetworkError, ProblemError } from '../../lib/http.ts';
import { openDraftSheet } from './draft-sheet.ts';
import type { Unsaved } from './kept-draft.ts';

/** A server with one exam, which may be away, and a device that keeps what is not saved. */
function aWorld(over: Partial<MadeExam> = {}, left?: Unsaved) {
  const world = {
    exam: aMadeExam(over),
    unsaved: left,
    isAway: false,
    saves: 0,
    planned: undefined as (() => void) | undefined,
  };
  const save = (_code: string, { edition, draft }: SaveExamDraft): Promise<MadeExam> => {
    world.saves += 1;
    if (world.isAway) return Promise.reject(new NetworkError('No answer'));
    if (edition !== world.exam.edition) {
      const problem = { code: 'draft_changed', exam: world.exam, edits: [world.exam.lastEdit] };
      return Promise.reject(new ProblemError(409, problem as never));
    }
    world.exam = { ...world.exam, edition: edition + 1, draft };
    return Promise.resolve(world.exam);
  };
  const publish = (_code: string, { edition }: { edition: number }): Promise<MadeExam> => {
    if (edition !== world.exam.edition) throw new Error('published what was not saved');
    const inForce = { revision: 1, at: '2026-03-02T09:00:00.000Z', by: null, changes: [] };
    world.exam = { ...world.exam, inForce };
    return Promise.resolve(world.exam);
  };
  const open = () =>
    openDraftSheet({
      exam: world.exam,
      kept: { get: () => world.unsaved, set: (unsaved) => (world.unsaved = unsaved) },
      save,
      publish,
      schedule: (work) => {
        world.planned = work;
        return () => (world.planned = undefined);
      },
    });
  return {
    world,
    open,
    /** What somebody else saves. */
    elsewhere: (change: Partial<ExamDraft>, by = 'Nguyễn An') => {
      const { exam } = world;
      world.exam = {
        ...exam,
        edition: exam.edition + 1,
        draft: { ...exam.draft, ...change },
        lastEdit: { at: '2026-03-02T08:30:00.000Z', by, fields: Object.keys(change) as never },
      };
    },
  };
}

describe('a draft under the hand', () => {
  it('is saved a moment after it was typed, and kept on the device until then', async () => {
    const { world, open } = aWorld();
    const sheet = open();
    sheet.change({ minutes: 60 });
    expect(sheet.view().state).toBe('changed');
    expect(world.unsaved?.draft.minutes).toBe(60);
    expect(world.planned).toBeDefined();
    await sheet.settle();
    expect(sheet.view()).toMatchObject({ state: 'saved', stored: { edition: 2 } });
    expect(world.exam.draft.minutes).toBe(60);
    expect(world.unsaved).toBeUndefined();
  });

  it('is saved as it stands once what was typed is taken back, and asks the server for nothing', async () => {
    const { world, open } = aWorld();
    const sheet = open();
    const { minutes } = sheet.view().draft;
    sheet.change({ minutes: 61 });
    sheet.change({ minutes });
    expect(sheet.view().state).toBe('saved');
    await sheet.settle();
    expect([world.saves, world.unsaved]).toEqual([0, undefined]);
  });

  it('is sent although it was taken back, where an answer is missing of what was sent before', async () => {
    const { world, open } = aWorld();
    const sheet = open();
    const { minutes } = sheet.view().draft;
    world.isAway = true;
    sheet.change({ minutes: 61 });
    await sheet.settle();
    sheet.change({ minutes });
    expect(sheet.view().state).toBe('changed');
    world.isAway = false;
    await sheet.settle();
    expect([sheet.view().state, world.saves]).toEqual(['saved', 2]);
  });

  it('saves what was typed while it was saving', async () => {
    const { world, open } = aWorld();
    const sheet = open();
    sheet.change({ minutes: 60 });
    const settled = sheet.settle();
    sheet.change({ passMark: 6 });
    await settled;
    expect(sheet.view().state).toBe('saved');
    expect(world.exam.draft).toMatchObject({ minutes: 60, passMark: 6 });
    expect(world.saves).toBe(2);
  });

  it('waits for the network, loses nothing, and saves once it is back', async () => {
    const { world, open } = aWorld();
    const sheet = open();
    world.isAway = true;
    sheet.change({ minutes: 60 });
    await sheet.settle();
    expect(sheet.view().state).toBe('waiting');
    expect(world.unsaved?.draft.minutes).toBe(60);
    world.isAway = false;
    world.planned!();
    await sheet.settle();
    expect(sheet.view().state).toBe('saved');
  });

  it('is found again after the page was closed without having saved', async () => {
    const { world, open } = aWorld();
    world.isAway = true;
    const closed = open();
    closed.change({ minutes: 60 });
    await closed.settle();
    closed.close();
    world.isAway = false;
    const sheet = open();
    expect(sheet.view()).toMatchObject({ draft: { minutes: 60 }, recovered: true });
    await sheet.settle();
    expect(world.exam.draft.minutes).toBe(60);
  });

  it('takes in what somebody else has changed elsewhere in it', async () => {
    const { world, open, elsewhere } = aWorld();
    const sheet = open();
    sheet.change({ minutes: 60 });
    elsewhere({ passMark: 7 });
    await sheet.settle();
    expect(sheet.view()).toMatchObject({ state: 'saved', news: [{ by: 'Nguyễn An', fields: ['passMark'] }] });
    expect(world.exam.draft).toMatchObject({ minutes: 60, passMark: 7 });
  });

  it.each([
    ['mine', 60],
    ['theirs', 30],
  ] as const)('asks where both have changed the same, and saves %s then', async (prefer, minutes) => {
    const { world, open, elsewhere } = aWorld();
    const sheet = open();
    sheet.change({ minutes: 60, passMark: 6 });
    elsewhere({ minutes: 30, attempts: 2 });
    await sheet.settle();
    expect(sheet.view()).toMatchObject({
      state: 'contested',
      contest: { fields: ['minutes'] },
      draft: { minutes: 60, passMark: 6, attempts: 2 },
    });
    expect(world.exam.draft.minutes).toBe(30);
    // Typing goes on meanwhile, and nothing of it is saved nor lost.
    sheet.change({ outageMinutes: 5 });
    await sheet.settle();
    expect(world.exam.draft.outageMinutes).toBe(30);
    sheet.decide(prefer);
    await sheet.settle();
    expect(world.exam.draft).toMatchObject({ minutes, passMark: 6, attempts: 2, outageMinutes: 5 });
    expect(sheet.view()).toMatchObject({ state: 'saved', contest: undefined });
  });

  it('is saved already where all that is chosen is what others have saved', async () => {
    const { world, open, elsewhere } = aWorld();
    const sheet = open();
    sheet.change({ minutes: 60 });
    elsewhere({ minutes: 30 });
    await sheet.settle();
    sheet.decide('theirs');
    await sheet.settle();
    expect(sheet.view()).toMatchObject({ state: 'saved', contest: undefined, draft: { minutes: 30 } });
    expect(world.exam.draft.minutes).toBe(30);
  });

  it('left behind on the device is merged with what others have saved since', async () => {
    const base = aDraft();
    const left = { edition: 1, base, draft: { ...base, minutes: 60 } };
    const { world, open } = aWorld({ edition: 4, draft: { ...base, passMark: 8 } }, left);
    const sheet = open();
    await sheet.settle();
    expect(world.exam.draft).toMatchObject({ minutes: 60, passMark: 8 });
    expect(sheet.view().state).toBe('saved');
  });

  it('asks again whoever comes back before they have chosen, and overwrites nobody unasked', async () => {
    const { world, open, elsewhere } = aWorld();
    const closed = open();
    closed.change({ minutes: 60, passMark: 6 });
    elsewhere({ minutes: 30 });
    await closed.settle();
    closed.close();
    const sheet = open();
    await sheet.settle();
    expect(sheet.view()).toMatchObject({ state: 'contested', contest: { fields: ['minutes'] } });
    expect(world.exam.draft.minutes).toBe(30);
    sheet.decide('theirs');
    await sheet.settle();
    expect(world.exam.draft).toMatchObject({ minutes: 30, passMark: 6 });
  });

  it('says that the server refuses it, and keeps it', async () => {
    const { world, open } = aWorld();
    const sheet = openDraftSheet({
      exam: world.exam,
      kept: { get: () => undefined, set: (unsaved) => (world.unsaved = unsaved) },
      save: () => Promise.reject(new ProblemError(404, { code: 'exam_not_found' } as never)),
      publish: () => Promise.reject(new Error('unasked')),
      schedule: () => () => undefined,
    });
    open().close();
    sheet.change({ minutes: 60 });
    await sheet.settle();
    expect(sheet.view()).toMatchObject({ state: 'stopped', draft: { minutes: 60 } });
    expect(world.unsaved?.draft.minutes).toBe(60);
    expect(await sheet.publish()).toBe(false);
  });

  it('comes into force as it is on screen', async () => {
    const { world, open } = aWorld();
    const sheet = open();
    sheet.change({ minutes: 60 });
    expect(await sheet.publish()).toBe(true);
    expect(world.exam).toMatchObject({ draft: { minutes: 60 }, inForce: { revision: 1 } });
    expect(sheet.view().stored.inForce).not.toBeNull();
  });
});
