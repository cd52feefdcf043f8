import type { BankChanged, MadeBank, MadeBanks, PickerView, QuestionChanged } from '@chuyen-de/contracts';
import { CONTENTS } from './typed-questions.ts';
import { addedTo, CHOICE, draftIn, found, issue, newBank, questionAt, savedAs } from './made-banks.ts';
import { useMaking } from './made-exams.ts';
import { edited, programmeFiles, withVersion, writeFolder } from './sample-programme.ts';

const { making, lecturer } = useMaking();

describe('a bank made in the browser', () => {
  it('begins empty, gets topics, and is listed', async () => {
    const bank = await newBank(lecturer, ['Một', 'Hai']);
    expect(bank).toMatchObject({
      code: expect.stringMatching(/^NH-[2-9A-Z]{8}$/) as unknown,
      ...{ owner: 'course', edition: 2, waiting: { ready: 0, faulty: 0 }, editedBy: 'Trần Văn Bình' },
      topics: [{ title: { vi: 'Một' }, cells: [] }, { title: { vi: 'Hai' } }],
    });
    const { body } = await lecturer<MadeBanks>('GET', '/made-banks');
    expect(body.owners).toEqual(['course']);
    expect(body.banks.find(({ code }) => code === bank.code)).toMatchObject({ topics: 2, questions: 0 });
  });

  it('renames and orders its topics, and keeps those that have questions', async () => {
    const bank = await newBank(lecturer, ['Một', 'Hai']);
    await addedTo(lecturer, bank);
    const [one, two] = bank.topics.map(({ code }) => code);
    const put = (topics: object[], edition = bank.edition) =>
      lecturer<MadeBank>('PUT', `/made-banks/${bank.code}`, { edition, title: 'Mới', topics });
    expect(await put([{ code: two, title: 'Hai' }])).toMatchObject({
      status: 409,
      body: { code: 'bank_topic_in_use' },
    });
    const { body } = await put([{ title: 'Ba' }, { code: one, title: 'Đổi tên' }]);
    expect(body).toMatchObject({ title: { vi: 'Mới' }, topics: [{ title: { vi: 'Ba' } }, { code: one }] });
    // No number is given twice.
    expect(body.topics[0]!.code).not.toBe(two);
    const late = await lecturer<BankChanged>('PUT', `/made-banks/${bank.code}`, {
      ...{ edition: bank.edition, title: 'Muộn', topics: [] },
    });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'bank_changed', bank: { title: { vi: 'Mới' } } },
    });
  });

  it('is placed nowhere as a topic without a lecture, and opened by no link', async () => {
    const bank = await newBank(lecturer);
    const picker = await making().pick();
    const { body } = await picker<PickerView>('GET', '/picker');
    expect(JSON.stringify(body)).not.toContain(bank.code);
    expect((await lecturer('GET', `/topics/${bank.topics[0]!.code}`)).status).toBe(404);
  });

  it('is replaced by no import, and keeps its codes for itself', async () => {
    const bank = await newBank(lecturer);
    const files = edited(programmeFiles(), 'programme.yaml', (programme: object) => ({
      ...programme,
      ...{ code: bank.code, version: 9 },
    }));
    const replaced = await making().tool.tool.importProgramme(await writeFolder(files));
    expect(replaced).toMatchObject({ ok: false });
    const taking = edited(withVersion(programmeFiles(), 9), 'topics/mot/questions.yaml', (all: object[]) =>
      all.map((each, index) => (index === 0 ? { ...each, code: `${bank.code}-0001` } : each)),
    );
    const taken = await making().tool.tool.importProgramme(await writeFolder(taking));
    expect(taken).toMatchObject({ ok: false });
    expect(JSON.stringify(taken)).toContain(`is of the bank`);
  });
});

describe('a question of a bank', () => {
  it('is kept as it was typed, and says what stops it', async () => {
    const bank = await newBank(lecturer);
    const typed = {
      ...CHOICE,
      stem: { vi: 'Thủ đô ', en: '' },
      options: [{ id: 'a', text: { vi: '', en: '' } }],
      key: [],
    };
    const question = await addedTo(lecturer, bank, draftIn(bank, typed));
    expect(question).toMatchObject({ state: 'draft', draft: { content: typed }, revision: null });
    expect(question.faults.map(({ code, path, stops }) => [code, path.join('.'), stops])).toEqual(
      expect.arrayContaining([
        ['too_few', 'options', true],
        ['too_few', 'key', true],
      ]),
    );
    expect(await issue(lecturer, bank.code, [question])).toMatchObject({
      body: { done: 0, faulty: [question.code] },
    });
    const mended = { ...CHOICE, key: ['c'] };
    const { body } = await savedAs(lecturer, question, draftIn(bank, mended));
    expect(body.faults).toEqual([
      expect.objectContaining({
        ...{ code: 'wrong', path: ['key'] },
        message: expect.objectContaining({
          vi: expect.stringContaining('không có phương án') as string,
        }) as object,
      }),
    ]);
    const { body: sound } = await savedAs(lecturer, body, draftIn(bank));
    expect(sound).toMatchObject({ faults: [], can: { issue: true, remove: true } });
  });

  it.each(Object.entries(CONTENTS))(
    'may be of type %s, and needs neither explanation nor source',
    async (_type, content) => {
      const bank = await newBank(lecturer);
      const question = await addedTo(lecturer, bank, draftIn(bank, { ...content, stem: { vi: 'Câu hỏi' } }));
      expect(question.faults).toEqual([]);
      expect((await issue(lecturer, bank.code)).body.done).toBe(1);
      expect(await questionAt(lecturer, question)).toMatchObject({ state: 'issued', revision: 1 });
    },
  );

  it('is found without marks, by topic, level, type and state', async () => {
    const bank = await newBank(lecturer, ['Một', 'Hai']);
    const one = await addedTo(lecturer, bank);
    const other = await addedTo(
      lecturer,
      bank,
      draftIn(
        bank,
        { type: 'true-false', stem: { vi: 'Đảng ra đời năm 1930' }, key: true },
        {
          ...{ topic: bank.topics[1]!.code, level: 'application' },
        },
      ),
    );
    const codes = async (query: string) =>
      (await found(lecturer, bank.code, query)).questions.map(({ code }) => code);
    expect(await codes('')).toEqual([one.code, other.code]);
    expect(await codes('?text=dang%201930')).toEqual([other.code]);
    expect(await codes('?text=ha%20noi')).toEqual([one.code]);
    expect(await codes(`?topic=${bank.topics[1]!.code}`)).toEqual([other.code]);
    expect(await codes('?level=recall')).toEqual([one.code]);
    expect(await codes('?type=true-false')).toEqual([other.code]);
    await issue(lecturer, bank.code, [one]);
    expect(await codes('?state=issued')).toEqual([one.code]);
    expect(await codes('?state=draft&text=(')).toEqual([]);
  });

  it('is listed page by page', async () => {
    const bank = await newBank(lecturer);
    for (let added = 0; added < 51; added += 1) await addedTo(lecturer, bank);
    const first = await found(lecturer, bank.code);
    expect([first.questions.length, first.total]).toEqual([50, 51]);
    const second = await found(lecturer, bank.code, `?after=${first.next}`);
    expect([second.questions.length, second.next]).toEqual([1, null]);
  });

  it('tells the second of two who change it, and loses nothing', async () => {
    const colleague = await making().colleague('Lê');
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank);
    await savedAs(colleague, question, draftIn(bank, CHOICE, { level: 'application' }));
    const mine = draftIn(bank, { ...CHOICE, stem: { vi: 'Của tôi' } });
    const late = await lecturer<QuestionChanged>(
      ...(['PUT', `/made-banks/${bank.code}/questions/${question.code}/draft`] as const),
      { edition: question.edition, draft: mine },
    );
    expect(late).toMatchObject({
      status: 409,
      body: {
        code: 'question_changed',
        question: { draft: { level: 'application' }, editedBy: 'Lê Đồng Nghiệp' },
        edits: [{ fields: ['level'] }],
      },
    });
    // What was saved and whose answer was lost may be sent again.
    const saved = await savedAs(lecturer, late.body.question, mine);
    expect(await savedAs(lecturer, late.body.question, mine)).toEqual(saved);
  });

  it('is copied, and removed as long as it was never in force', async () => {
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank);
    const path = `/made-banks/${bank.code}/questions`;
    const copy = await lecturer<typeof question>('POST', path, { from: question.code });
    expect(copy.body).toMatchObject({ draft: question.draft, state: 'draft' });
    expect(copy.body.code).not.toBe(question.code);
    const removal = (code: string) => lecturer('POST', `${path}/${code}/removal`, { edition: 1 });
    expect(await removal(copy.body.code)).toEqual({ status: 200, body: { removed: true } });
    await issue(lecturer, bank.code);
    expect(await removal(question.code)).toMatchObject({ status: 409, body: { code: 'question_in_use' } });
    expect((await removal('none')).status).toBe(404);
  });
});
