import type { BankViews } from '@chuyen-de/contracts';
import { addedTo, draftIn, found, newBank } from './made-banks.ts';
import { sessionOf, useMaking, type Call } from './made-exams.ts';

const { making, lecturer } = useMaking();

const VIEW = {
  name: 'Câu khó',
  shared: false,
  filter: { level: 'application', tag: 'Ôn tập' },
  order: 'newest',
};
const keep = (call: Call, bank: string, over: object = {}) =>
  call<BankViews & { code: string }>('POST', `/made-banks/${bank}/views`, { ...VIEW, ...over });
const viewsOf = async (call: Call, bank: string): Promise<BankViews['views']> =>
  (await call<BankViews>('GET', `/made-banks/${bank}/views`)).body.views;
const remove = (call: Call, bank: string, id: string) =>
  call('POST', `/made-banks/${bank}/views/${id}/removal`, {});

describe('filters that are kept under a name', () => {
  it('are one’s own, and take the place of that of the same name', async () => {
    const colleague = await making().colleague('Lê');
    const { code } = await newBank(lecturer);
    await keep(lecturer, code);
    const { body } = await keep(lecturer, code, { order: 'code' });
    expect(body.views).toEqual([
      {
        ...{ id: expect.any(String) as string, name: 'Câu khó', shared: false, own: true },
        ...{ filter: { text: '', ...VIEW.filter }, order: 'code', by: 'Trần Văn Bình' },
      },
    ]);
    expect(await viewsOf(colleague, code)).toEqual([]);
    expect((await remove(colleague, code, body.views[0]!.id)).body.code).toBe('view_not_found');
    expect(await keep(colleague, code)).toMatchObject({ status: 200, body: { views: [{ own: true }] } });
  });

  it('are shared with those who edit the bank, any of whom removes them', async () => {
    const colleague = await making().colleague('Ngô');
    const { code } = await newBank(lecturer);
    await keep(lecturer, code, { shared: true, name: 'Ý' });
    await keep(lecturer, code, { shared: true, name: 'Ân' });
    const views = await viewsOf(colleague, code);
    expect(views.map(({ name, own, by }) => [name, own, by])).toEqual([
      ['Ân', false, 'Trần Văn Bình'],
      ['Ý', false, 'Trần Văn Bình'],
    ]);
    expect((await remove(colleague, code, views[0]!.id)).status).toBe(200);
    expect(await viewsOf(lecturer, code)).toMatchObject([{ name: 'Ý' }]);
  });

  it('have an end', async () => {
    const { code } = await newBank(lecturer);
    const { id } = (await sessionOf(lecturer)).person;
    const kept = making().tool.connection.collection<{ _id: string }>('bankViews');
    await kept.insertMany(
      Array.from({ length: 30 }, (_, index) => ({
        ...{ ...VIEW, _id: `${code}-${index}`, bank: code, by: id, name: `Bộ lọc ${index}` },
      })),
    );
    expect(await keep(lecturer, code)).toMatchObject({ status: 409, body: { code: 'too_many_views' } });
    expect((await keep(lecturer, code, { name: 'Bộ lọc 7' })).status).toBe(200);
    expect((await keep(lecturer, code, { shared: true })).status).toBe(200);
  });

  it('say in which order the list stands', async () => {
    const bank = await newBank(lecturer);
    const codes: string[] = [];
    for (let count = 0; count < 52; count += 1)
      codes.push((await addedTo(lecturer, bank, draftIn(bank))).code);
    const page = await found(lecturer, bank.code, '?order=newest');
    const next = await found(lecturer, bank.code, `?order=newest&after=${page.next ?? ''}`);
    const listed = [...page.questions, ...next.questions].map(({ code }) => code);
    expect(listed).toEqual(codes.toReversed());
    expect([page.total, next.next]).toEqual([52, null]);
  });
});
