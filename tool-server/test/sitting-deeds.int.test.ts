import { randomUUID } from 'node:crypto';
import type { GradebookView, RoomLedger, RoomView } from '@chuyen-de/contracts';
import type { Call } from './made-exams.ts';
import { begin, pick, REASON, useSittings } from './sitting-steps.ts';

jest.setTimeout(120_000);

const { anExamInSittings } = useSittings();

describe('what is done to a sitting', () => {
  const deed = (teacher: Call, code: string, of: object) =>
    teacher<{ reached: number; code?: string }>('POST', `/exams/${code}/room/deeds`, {
      ...{ id: randomUUID(), reason: REASON },
      ...of,
    });

  it('reaches those who are in it, and shows in the room, the ledger and the class list', async () => {
    const { code, call, personId, another, teacher, make, sitting } = await anExamInSittings();
    const { body } = await make({ name: 'Ca 2' });
    const second = body.sittings.find(({ name }) => name === 'Ca 2')!;
    const other = await another();
    await pick(call, code, sitting);
    await pick(other, code, second);
    const mine = await begin(call, code, sitting.joinCode);
    const theirs = await begin(other, code, second.joinCode);

    const added = await deed(teacher, code, { kind: 'add-time', minutes: 10, sitting: sitting.id });
    expect(added.body).toMatchObject({ reached: 1 });
    const dueOf = async (each: Call, id: string) =>
      Date.parse((await each<{ dueAt: string }>('GET', `/attempts/${id}/clock`)).body.dueAt);
    expect(await dueOf(call, mine.body.id)).toBe(Date.parse(mine.body.dueAt) + 600_000);
    expect(await dueOf(other, theirs.body.id)).toBe(Date.parse(theirs.body.dueAt));

    expect((await deed(teacher, code, { kind: 'pause', sitting: sitting.id })).body).toMatchObject({
      reached: 1,
    });
    expect((await deed(teacher, code, { kind: 'pause', sitting: sitting.id })).body.code).toBe(
      'paused_already',
    );
    expect((await deed(teacher, code, { kind: 'resume', sitting: second.id })).body.code).toBe(
      'nothing_paused',
    );
    const { body: room } = await teacher<RoomView>('GET', `/exams/${code}/room`);
    expect(room.sittings.map(({ name, pausedAt }) => [name, pausedAt !== null])).toEqual([
      ['Ca 1', true],
      ['Ca 2', false],
    ]);
    expect(room.rows.find(({ person }) => person.id === personId)).toMatchObject({
      ...{ state: 'paused', sitting: { id: sitting.id, name: 'Ca 1' }, addedMinutes: 10 },
    });
    // One of them goes on alone.
    expect((await deed(teacher, code, { kind: 'resume', people: [personId] })).body).toMatchObject({
      reached: 1,
    });

    const { body: ledger } = await teacher<RoomLedger>('GET', `/exams/${code}/room/ledger`);
    expect(ledger.deeds.find(({ kind }) => kind === 'add-time')).toMatchObject({
      ...{ people: null, sitting: { id: sitting.id, name: 'Ca 1' }, reason: REASON },
    });
    const { body: list } = await teacher<GradebookView>('GET', '/gradebook');
    expect(list.rows.find(({ person }) => person.id === personId)?.sitting).toEqual({
      ...{ id: sitting.id, name: 'Ca 1' },
    });
  });

  it('keeps those from beginning who are in it, and nobody else', async () => {
    const { code, call, another, teacher, make, sitting } = await anExamInSittings();
    const { body } = await make({ name: 'Ca 2' });
    const second = body.sittings.find(({ name }) => name === 'Ca 2')!;
    const other = await another();
    await pick(call, code, sitting);
    await pick(other, code, second);
    await deed(teacher, code, { kind: 'pause', sitting: sitting.id });
    expect((await begin(call, code, sitting.joinCode)).body.code).toBe('exam_paused');
    expect((await begin(other, code, second.joinCode)).status).toBe(200);
  });

  it('is refused of one that there is not', async () => {
    const { code, teacher } = await anExamInSittings();
    const answer = await deed(teacher, code, { kind: 'pause', sitting: randomUUID() });
    expect(answer.body.code).toBe('sitting_not_found');
  });
});
