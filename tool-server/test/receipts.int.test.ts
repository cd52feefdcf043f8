import type { ReceiptChecked } from '@chuyen-de/contracts';
import { resultOf, save, start, submit, useExamRooms } from './exam-steps.ts';

const { rooms, learner, answer } = useExamRooms();

/** As anybody asks who holds a code. */
async function check(code: unknown): Promise<{ status: number; body: ReceiptChecked; text: string }> {
  const response = await fetch(`${rooms().base}/receipts/checks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as ReceiptChecked };
}

async function handIn() {
  const client = await learner();
  const { id, questions } = await start(client);
  rooms().clock.pass(2);
  await submit(client, id, [answer(1, ['b']), answer(2, ['b'])]);
  return { client, questions, ...(await resultOf(client, id)) };
}

describe('a receipt', () => {
  it('says to whoever holds its code that it is genuine, of what, when and how much, and nothing more', async () => {
    const { receipt, receiptCode, closedAt, questions, id } = await handIn();
    expect(receiptCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect(receiptCode.startsWith(receipt)).toBe(true);
    const { status, body, text } = await check(receiptCode);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ genuine: true, exam: { vi: 'Kiểm tra KT01', en: 'Test KT01' }, closedAt },
      ...{ answered: 2, questions: questions.length },
    });
    expect(text).not.toContain(id);
    expect(text).not.toMatch(/person|score|fraction/);
  });

  it('is read however it was typed', async () => {
    const { receiptCode } = await handIn();
    const bare = receiptCode.replaceAll('-', '');
    const misread = bare.replaceAll('0', 'o').replaceAll('1', 'l');
    for (const typed of [bare.toLowerCase(), ` ${receiptCode.replaceAll('-', ' ')} `, misread])
      expect((await check(typed)).body.genuine).toBe(true);
  });

  it('is none where a letter of it is another one, or its proof is of another', async () => {
    const [one, other] = [await handIn(), await handIn()];
    const turned = (code: string, at: number) =>
      code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1);
    const made = [
      ...[0, 5, 10, 18].map((at) => turned(one.receiptCode, at)),
      `${one.receipt}-${other.receiptCode.slice(-9)}`,
      one.receipt,
      '',
      '\u0000',
      '🙂'.repeat(8),
    ];
    for (const code of made) expect([code, (await check(code)).body]).toEqual([code, { genuine: false }]);
  });

  it('is refused where it is no text, or too long to be any', async () => {
    for (const code of [undefined, 7, { $gt: '' }, 'A'.repeat(101)])
      expect((await check(code)).status).toBe(400);
  });

  it('stays genuine where answers of an outage came after it, and says that there is another one', async () => {
    const client = await learner();
    const { id } = await start(client);
    await save(client, id, [answer(1, ['b'])]);
    rooms().clock.pass(19);
    const late = answer(2, ['b']);
    rooms().clock.pass(3);
    const before = await resultOf(client, id);
    expect((await check(before.receiptCode)).body).toMatchObject({ genuine: true, answered: 1 });
    await save(client, id, [late]);
    const after = await resultOf(client, id);
    expect(after.receipt).not.toBe(before.receipt);
    expect((await check(after.receiptCode)).body).toMatchObject({ genuine: true, answered: 2 });
    expect((await check(after.receiptCode)).body).not.toHaveProperty('replaced');
    expect((await check(before.receiptCode)).body).toMatchObject({ answered: 1, replaced: true });
  });

  it('says that its attempt was taken out of what counts', async () => {
    const { id, receiptCode } = await handIn();
    const lecturer = await learner({ personId: 'person-9', roles: ['lecturer'] });
    const removal = await lecturer('POST', `/exams/KT01/attempts/${id}/removal`, { reason: 'Làm hộ' });
    expect(removal.status).toBe(200);
    expect((await check(receiptCode)).body).toMatchObject({ genuine: true, removed: true });
  });
});
