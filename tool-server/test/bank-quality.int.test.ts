import type { BankQuality } from '@chuyen-de/contracts';
import { addedTo, CHOICE, draftIn, newBank } from './made-banks.ts';
import { useMaking } from './made-exams.ts';

const { lecturer } = useMaking();

const choice = (stem: string, texts: readonly string[], key: readonly string[], type = 'single-choice') => ({
  ...{ type, stem: { vi: stem }, key },
  options: texts.map((vi, index) => ({ id: 'abcdef'[index]!, text: { vi } })),
});

describe('the quality of a bank', () => {
  it('tells remarks, habits of keys, and questions that ask nearly the same; of drafts that are whole', async () => {
    const bank = await newBank(lecturer);
    const add = async (content: object) => (await addedTo(lecturer, bank, draftIn(bank, content))).code;
    const words = ['mây', 'gió', 'núi', 'sông', 'biển', 'rừng', 'đồng', 'suối'];
    for (const word of words)
      await add(
        choice(`Vật gì ở ${word} là lớn?`, [`${word} một`, `${word} hai`, `${word} ba`, 'bốn'], ['a']),
      );
    for (const word of words.slice(0, 5))
      await add(
        choice(
          `Những gì ở ${word}?`,
          [`${word} một`, `${word} hai`, `${word} ba`],
          ['a', 'c'],
          'multiple-choice',
        ),
      );
    const long = 'Cơ quan quyền lực nhà nước cao nhất của nước Cộng hòa xã hội chủ nghĩa Việt Nam';
    const giving = await add(
      choice('Nội dung nào không thuộc Quốc hội?', [long, 'Tòa án', 'Kiểm sát'], ['a']),
    );
    const stem = 'Trình bày vai trò lãnh đạo của Đảng đối với Nhà nước và xã hội trong thời kỳ đổi mới';
    const essays = [
      await add({ type: 'essay', stem: { vi: stem } }),
      await add({ type: 'essay', stem: { vi: `${stem} ở nước ta` } }),
    ];
    await add({ ...CHOICE, key: [] });

    const { status, body } = await lecturer<BankQuality>('GET', `/made-banks/${bank.code}/quality`);
    expect([status, body.questions, body.more]).toEqual([200, 16, false]);
    expect(
      body.remarks.map(({ code, count, named }) => [code, count, named.map((each) => each.code)]),
    ).toEqual([
      ['key_longest', 1, [giving]],
      ['negative_stem', 1, [giving]],
    ]);
    expect(body.crowded).toEqual([0]);
    expect(body.keyPlaces[0]!.count).toBe(9);
    expect(body.toldCounts).toEqual([{ options: 3, keys: 2, count: 5 }]);
    expect(body.alike.map(({ questions }) => questions.map(({ code }) => code))).toEqual([essays]);
  });

  it('is nobody’s who may not write in the bank', async () => {
    expect((await lecturer('GET', '/made-banks/NH-22222222/quality')).status).toBe(404);
  });
});
