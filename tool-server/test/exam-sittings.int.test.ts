import { randomUUID } from 'node:crypto';
import type { RoomLedger, Sittings } from '@chuyen-de/contracts';
import { begin, pick, startOf, useSittings, type Refused } from './sitting-steps.ts';

jest.setTimeout(120_000);

const { making, anExam, anExamInSittings, inMinutes } = useSittings();

describe('an exam with sittings', () => {
  it('is begun by whoever is in one, with its code as people read it aloud', async () => {
    const { code, call, sitting } = await anExamInSittings();
    expect((await begin(call, code)).body).toMatchObject({ status: 409, code: 'sitting_needed' });
    expect(await startOf(call, code)).toMatchObject({
      sitting: { mine: null, choices: [{ id: sitting.id, name: 'Ca 1', left: null }] },
    });
    expect((await pick(call, code, sitting)).status).toBe(200);
    expect((await begin(call, code)).body).toMatchObject({ status: 403, code: 'join_code_missing' });
    const { joinCode } = sitting;
    expect(joinCode).toMatch(/^\d{6}$/u);
    const begun = await begin(call, code, ` ${joinCode.slice(0, 3)} ${joinCode.slice(3)}`);
    expect(begun.status).toBe(200);
    // It is in nothing that they are given, and nobody asks again for what is open.
    const said = [begun.body, await startOf(call, code), await call('POST', '/session/refresh')];
    expect(JSON.stringify(said)).not.toContain(joinCode);
    expect((await begin(call, code)).body.id).toBe(begun.body.id);
  });

  it('takes as many as have room, whoever picks at once', async () => {
    const { code, sitting, another } = await anExamInSittings({ capacity: 3 });
    const callers = await Promise.all(Array.from({ length: 8 }, another));
    const answers = await Promise.all(callers.map((each) => pick(each, code, sitting)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ body }) => body.code === 'sitting_full')).toHaveLength(5);
    expect((await startOf(callers[0]!, code)).sitting).toMatchObject({});
    const seats = await making()
      .tool.connection.collection('seats')
      .find({ sittingId: sitting.id })
      .toArray();
    expect(seats.map(({ seat }) => seat as number).sort()).toEqual([1, 2, 3]);
  });

  it('is left for another one by whoever picked it, and by nobody who was put there', async () => {
    const { code, call, personId, teacher, make, sitting } = await anExamInSittings();
    const { body } = await make({ name: 'Ca 2' });
    const second = body.sittings.find(({ name }) => name === 'Ca 2')!;
    await pick(call, code, sitting);
    await pick(call, code, second);
    expect((await startOf(call, code)).sitting).toMatchObject({
      mine: { id: second.id },
      choices: [{ id: sitting.id }],
    });
    const given = await teacher('PUT', `/exams/${code}/seats`, { sitting: sitting.id, people: [personId] });
    expect(given).toMatchObject({ status: 200, body: { seated: 1 } });
    expect((await startOf(call, code)).sitting).toMatchObject({ mine: { id: sitting.id }, choices: [] });
    expect((await pick(call, code, second)).body.code).toBe('sitting_assigned');
    expect((await teacher<Sittings>('GET', `/exams/${code}/sittings`)).body.sittings).toMatchObject([
      { name: 'Ca 1', taken: 1 },
      { name: 'Ca 2', taken: 0 },
    ]);
    await teacher('PUT', `/exams/${code}/seats`, { sitting: null, people: [personId] });
    expect((await begin(call, code, sitting.joinCode)).body.code).toBe('sitting_needed');
  });

  it('can be picked only where it is open for that, and before it is over', async () => {
    const { code, call, make, sitting } = await anExamInSittings({ open: false });
    expect((await pick(call, code, sitting)).body.code).toBe('sitting_assigned');
    const { body } = await make({ name: 'Ca 0', closesAt: inMinutes(5) });
    const early = body.sittings.find(({ name }) => name === 'Ca 0')!;
    making().tool.clock.pass(6);
    expect((await pick(call, code, early)).body.code).toBe('sitting_over');
    expect((await startOf(call, code)).sitting).toEqual({ mine: null, choices: [] });
  });

  it('opens and closes by its own window, within which a code tells nothing', async () => {
    const terms = { opensAt: inMinutes(10), closesAt: inMinutes(30) };
    const { code, call, sitting } = await anExamInSittings(terms, { minutes: 60 });
    await pick(call, code, sitting);
    expect((await begin(call, code, '000000')).body).toMatchObject({ code: 'exam_not_open_yet' });
    expect(await startOf(call, code)).toMatchObject(terms);
    making().tool.clock.pass(12);
    const { body } = await begin(call, code, sitting.joinCode);
    // By its end, not by its own sixty minutes; and so its page is told.
    expect(body.dueAt).toBe(terms.closesAt);
    const told = await call<{ dueAt: string }>('GET', `/attempts/${body.id}/clock`);
    expect(told.body.dueAt).toBe(terms.closesAt);
  });

  it('asks nothing of those who try the exam', async () => {
    const { code, teacher } = await anExamInSittings();
    expect((await begin(teacher, code)).status).toBe(200);
    expect(await startOf(teacher, code)).not.toHaveProperty('sitting');
  });
});

describe('guessing the code of a sitting', () => {
  it('ends after five wrong ones for the one who guesses', async () => {
    const { code, call, another, sitting } = await anExamInSittings();
    const other = await another();
    for (const each of [call, other]) await pick(each, code, sitting);
    for (const left of [4, 3, 2, 1, 0])
      expect((await begin(call, code, 'wrong')).body).toMatchObject({
        ...{ status: 403, code: 'join_code_wrong', guessesLeft: left },
      });
    expect((await begin(call, code, sitting.joinCode)).body).toMatchObject({
      ...{ status: 429, code: 'join_code_guessed' },
    });
    expect((await begin(other, code, sitting.joinCode)).status).toBe(200);
    making().tool.clock.pass(5.1);
    expect((await begin(call, code, sitting.joinCode)).status).toBe(200);
  });

  it('ends for an address at which many guess, and for no other', async () => {
    const { code, call, another, sitting } = await anExamInSittings();
    const [guesser, other] = [await another(), await another()];
    for (const each of [guesser, call, other]) await pick(each, code, sitting);
    const guesses = making().tool.connection.collection('passwordGuesses');
    expect((await begin(guesser, code, 'wrong', '10.0.0.9')).body.guessesLeft).toBe(4);
    // As if two hundred accounts had been there: of each address there is a digest alone.
    const known = await guesses.find({ _id: /^address / }).toArray();
    expect(JSON.stringify(known)).not.toContain('10.0.0.9');
    await guesses.updateMany({ _id: { $in: known.map(({ _id }) => _id) } }, { $set: { count: 200 } });
    expect((await begin(call, code, sitting.joinCode, '10.0.0.9')).body.code).toBe('join_code_guessed');
    expect((await begin(other, code, sitting.joinCode, '10.0.0.10')).status).toBe(200);
  });

  it('is of no use once the code was changed', async () => {
    const { code, call, teacher, sitting } = await anExamInSittings();
    await pick(call, code, sitting);
    const { id, name, open, edition } = sitting;
    const change = { name, open, edition, newCode: true };
    const { body } = await teacher<Sittings>('PUT', `/exams/${code}/sittings/${id}`, change);
    const changed = body.sittings[0]!;
    if (changed.joinCode !== sitting.joinCode)
      expect((await begin(call, code, sitting.joinCode)).body.code).toBe('join_code_wrong');
    expect((await begin(call, code, changed.joinCode)).status).toBe(200);
  });
});

describe('making sittings', () => {
  it.each([
    ['ends before it begins', { opensAt: 20, closesAt: 10 }, ['opensAt', 'closesAt']],
    ['begins before its exam', { opensAt: -90 }, ['opensAt', 'exam']],
    ['ends after its exam', { closesAt: 300 }, ['closesAt', 'exam']],
  ])('names the two settings of one that %s', async (_what, minutes, fields) => {
    const { make } = await anExam({ opensAt: inMinutes(-60), closesAt: inMinutes(120) });
    const terms = Object.fromEntries(Object.entries(minutes).map(([key, at]) => [key, inMinutes(at)]));
    expect((await make(terms)).body).toMatchObject({ status: 422, code: 'sitting_contradicts', fields });
  });

  it('tells the second of two who change one, and keeps it from being made smaller than it is full', async () => {
    const { code, call, teacher, sitting } = await anExamInSittings();
    const { id, name, open, edition } = sitting;
    const change = (more: object) =>
      teacher<Sittings & Refused>('PUT', `/exams/${code}/sittings/${id}`, { name, open, edition, ...more });
    await pick(call, code, sitting);
    expect((await change({ name: 'Ca sáng' })).body.sittings).toMatchObject([
      { name: 'Ca sáng', edition: 2 },
    ]);
    expect((await change({ name: 'Ca chiều' })).body).toMatchObject({ status: 409, code: 'sitting_changed' });
    const removal = await teacher<Refused>('POST', `/exams/${code}/sittings/${id}/removal`);
    expect(removal.body).toMatchObject({ status: 409, code: 'sitting_taken', taken: 1 });
  });

  it('makes one once, however often it is asked for, and writes all of it down', async () => {
    const { code, make, teacher } = await anExam();
    const id = randomUUID();
    await make({ id });
    expect((await make({ id })).body.sittings).toHaveLength(1);
    expect((await teacher<Sittings>('POST', `/exams/${code}/sittings/${id}/removal`)).body.sittings).toEqual(
      [],
    );
    const { body } = await teacher<RoomLedger>('GET', `/exams/${code}/room/ledger`);
    expect(body.deeds.map(({ kind, change, sitting }) => [kind, change, sitting?.name])).toEqual([
      ['sitting', 'made', 'Ca 1'],
      ['sitting', 'removed', 'Ca 1'],
    ]);
    expect(body.deeds[0]!.by).not.toBeNull();
  });
});
