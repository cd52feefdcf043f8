import type { AppealEntry, AppealList, AttemptAppeals } from '@chuyen-de/contracts';
import type { Call } from './a-school.ts';
import { useCorrectionRooms } from './correction-rooms.ts';

const { rooms, sit, lecturer, settled, untilGrade, gradeOf, collection, look } = useCorrectionRooms();

const TEXT = 'Theo Điều lệ thì phương án A mới đúng.';
const A_DAY_MS = 86_400_000;

const appeal = (call: Call, attemptId: string, slot: number | null, text = TEXT) =>
  call<AttemptAppeals>('POST', `/attempts/${attemptId}/appeals`, { slot, text });
const appealsOf = (call: Call, attemptId: string) =>
  call<AttemptAppeals>('GET', `/attempts/${attemptId}/appeals`);
const listOf = (call: Call, query = '') => call<AppealList>('GET', `/exams/KT01/appeals${query}`);
const decide = (call: Call, { id, basedOn }: AppealEntry, decision: object) =>
  call<AppealEntry>('POST', `/exams/KT01/appeals/${id}/decision`, {
    ...{ granted: true, text: 'Đồng ý với ý kiến của học viên.', remedy: null, scope: 'course', basedOn },
    ...decision,
  });

describe('an appeal', () => {
  it('that is granted helps all with the same answer, and both see its trail', async () => {
    const [asking, same, other] = [await sit('a'), await sit('a'), await sit('b')];
    await settled();
    const asked = await appeal(asking.call, asking.attempt.id, asking.slot);
    expect(asked).toMatchObject({
      can: { ask: true },
      appeals: [{ state: 'waiting', text: TEXT, answer: null }],
    });
    const teacher = await lecturer();
    const list = await listOf(teacher);
    expect(list).toMatchObject({ waiting: 1, found: 1 });
    const [entry] = list.appeals;
    expect(entry).toMatchObject({
      person: { name: 'Lê Chi' },
      text: TEXT,
      question: { code: 'CD01-recall-1', key: ['b'], response: { selected: ['a'] } },
      can: { decide: true, correct: ['course'] },
    });
    const decided = await decide(teacher, entry!, { remedy: 'accept-also' });
    expect(decided).toMatchObject({
      state: 'granted',
      answer: { remedy: 'accept-also' },
      can: { decide: false },
    });
    rooms().tool.clock.pass(1);
    await untilGrade(asking.personId, 10);
    await untilGrade(same.personId, 10);
    expect(gradeOf(other.personId)).toBe(10);
    await settled();
    expect((await appealsOf(asking.call, asking.attempt.id)).appeals).toMatchObject([
      { state: 'granted', answer: { text: 'Đồng ý với ý kiến của học viên.', remedy: 'accept-also' } },
    ]);
    expect(await listOf(teacher, '?state=granted')).toMatchObject({ waiting: 0, found: 1 });
    expect((await look(teacher)).corrections).toMatchObject([{ kind: 'accept-also', appealed: true }]);
    const trail = await collection('events').find({ 'subject.id': entry!.id }).sort({ at: 1 }).toArray();
    expect(trail).toMatchObject([
      { deed: 'appeal-made', reason: TEXT, by: entry!.person.id },
      { deed: 'appeal-decided', after: { state: 'granted', correction: { kind: 'accept-also' } } },
    ]);
    const corrected = await collection('events').find({ deed: 'question-corrected' }).toArray();
    expect(corrected).toMatchObject([{ after: { kind: 'accept-also', appealId: entry!.id } }]);
  });

  it('is made once at a time of a question, answered once, and then told in words', async () => {
    const asking = await sit('c');
    await settled();
    await appeal(asking.call, asking.attempt.id, asking.slot);
    await expect(appeal(asking.call, asking.attempt.id, asking.slot)).rejects.toThrow('appeal_under_way');
    // Of another question, and of the exam as a whole, there may be one beside it.
    await appeal(asking.call, asking.attempt.id, null, 'Phòng thi mất điện giữa giờ.');
    const teacher = await lecturer();
    const mine = (await listOf(teacher)).appeals.filter(({ attempt }) => attempt.id === asking.attempt.id);
    expect(mine.map(({ question }) => question?.slot ?? null).sort()).toEqual([asking.slot, null].sort());
    const one = mine.find(({ question }) => question !== null)!;
    await decide(teacher, one, { granted: false, text: 'Đáp án đúng theo Điều 2.' });
    await expect(decide(teacher, one, {})).rejects.toThrow('appeal_decided');
    expect((await appealsOf(asking.call, asking.attempt.id)).appeals[0]).toMatchObject({
      state: 'refused',
      answer: { text: 'Đáp án đúng theo Điều 2.', remedy: null },
    });
    expect(gradeOf(asking.personId)).toBe(9);
    for (let again = 0; again < 2; again++) {
      await appeal(asking.call, asking.attempt.id, asking.slot);
      const [next] = (await listOf(teacher)).appeals.filter(
        ({ attempt, question }) => attempt.id === asking.attempt.id && question,
      );
      await decide(teacher, next!, { granted: false });
    }
    await expect(appeal(asking.call, asking.attempt.id, asking.slot)).rejects.toThrow('appeals_used_up');
  });

  it('is refused of an attempt that is open, of no such question, and in too many words', async () => {
    const asking = await sit('a');
    await expect(appeal(asking.call, asking.attempt.id, 99)).rejects.toThrow('unknown_slot');
    await expect(appeal(asking.call, asking.attempt.id, 1, 'ngắn')).rejects.toThrow('invalid_request');
    await expect(appeal(asking.call, asking.attempt.id, 1, 'x'.repeat(2_001))).rejects.toThrow(
      'invalid_request',
    );
    const again = await asking.call<{ id: string }>('POST', '/exams/KT01/attempts', { device: 'device-one' });
    expect(await appealsOf(asking.call, again.id)).toMatchObject({ until: null, can: { ask: false } });
    await expect(appeal(asking.call, again.id, 1)).rejects.toThrow('attempt_still_open');
  });

  it('is nobody else’s: neither another learner’s, nor to be decided by learners or elsewhere', async () => {
    const [asking, other] = [await sit('a'), await sit('b')];
    await appeal(asking.call, asking.attempt.id, asking.slot);
    await expect(appealsOf(other.call, asking.attempt.id)).rejects.toThrow('attempt_not_found');
    await expect(appeal(other.call, asking.attempt.id, 1)).rejects.toThrow('attempt_not_found');
    await expect(listOf(asking.call)).rejects.toThrow('answered 403');
    const teacher = await lecturer();
    const [entry] = (await listOf(teacher)).appeals.filter(({ attempt }) => attempt.id === asking.attempt.id);
    await expect(decide(asking.call, entry!, {})).rejects.toThrow('answered 403');
    await expect(decide(teacher, { ...entry!, id: 'none' }, {})).rejects.toThrow('appeal_not_found');
  });

  it('comes too late a week after its attempt was marked', async () => {
    const asking = await sit('a');
    const past = new Date(Date.now() - 8 * A_DAY_MS);
    await collection('attempts').updateOne(
      { _id: asking.attempt.id as never },
      { $set: { closedAt: past, settledAt: past, results: {} } },
    );
    expect(await appealsOf(asking.call, asking.attempt.id)).toMatchObject({ can: { ask: false } });
    await expect(appeal(asking.call, asking.attempt.id, asking.slot)).rejects.toThrow('appeal_too_late');
  });
});
