import type { FoundQuestions, MadeBank, QuestionImport } from '@chuyen-de/contracts';
import { useBankFiles } from './bank-files.ts';
import { addedTo, CHOICE, draftIn, found, newBank } from './made-banks.ts';
import { useMaking } from './made-exams.ts';

const { making, lecturer } = useMaking();
const { upload } = useBankFiles({ making });

/** So many are not waited for. */
const MANY = 2_100;
const LARGE = Array.from(
  { length: MANY },
  (_, index) => `Câu ${index + 1}. Điều ${index * 7} của văn bản ${index * 13}?\nA. Có\n*B. Không\n`,
).join('\n');

const at = (bank: MadeBank, { id }: { id: string }, what = '') =>
  `/made-banks/${bank.code}/imports/${id}${what}`;
const importAt = async (bank: MadeBank, read: { id: string }) =>
  (await lecturer<QuestionImport>('GET', at(bank, read))).body;

/** Asks as the page does, until nothing is under way; answers all that was told meanwhile. */
async function untilDone(bank: MadeBank, read: { id: string }): Promise<QuestionImport[]> {
  const told: QuestionImport[] = [];
  for (;;) {
    const now = await importAt(bank, read);
    told.push(now);
    if (now.progress === null) return told;
  }
}

const draftsOf = () => making().tool.connection.collection<{ _id: string }>('questionDrafts');
const importsOf = () => making().tool.connection.collection<{ _id: string }>('questionImports');

describe('a file of thousands of questions', () => {
  it('is answered before all of it is stored, tells how far it is, and then comes page by page', async () => {
    const bank = await newBank(lecturer);
    const { status, body: read } = await upload(bank, LARGE);
    expect([status, read]).toEqual([
      202,
      expect.objectContaining({ state: 'reading', found: MANY, progress: expect.anything() as unknown }),
    ]);
    const told = await untilDone(bank, read);
    expect(told.at(-1)).toMatchObject({ state: 'open', progress: null });
    for (const { progress } of told) if (progress) expect(progress.done).toBeLessThanOrEqual(progress.of);
    const pageAt = async (query: string) =>
      (await lecturer<FoundQuestions>('GET', at(bank, read, `/questions?${query}`))).body;
    const last = await pageAt('page=70');
    expect(last).toMatchObject({ total: MANY, pages: 70 });
    expect(last.questions.at(-1)).toMatchObject({ label: expect.stringContaining(String(MANY)) as unknown });
    expect(await pageAt('only=remarked')).toMatchObject({ total: 0, pages: 1, questions: [] });

    const confirming = await lecturer<QuestionImport>('POST', at(bank, read, '/confirmation'), {
      without: [],
    });
    expect(confirming.body.state).toBe('confirming');
    expect((await untilDone(bank, read)).at(-1)).toMatchObject({ state: 'confirmed', untouched: MANY });
    expect((await found(lecturer, bank.code)).total).toBe(MANY);
  });

  it('is dropped while it is being read, and leaves nothing', async () => {
    const bank = await newBank(lecturer);
    const { body: read } = await upload(bank, LARGE);
    const dropped = await lecturer<QuestionImport>('POST', at(bank, read, '/undoing'), {});
    expect(dropped.status).toBe(200);
    expect((await untilDone(bank, read)).at(-1)).toMatchObject({ state: 'undone' });
    // Whoever was storing it has noticed.
    await expect(lecturer('POST', at(bank, read, '/confirmation'), { without: [] })).resolves.toMatchObject({
      status: 409,
    });
    expect(await draftsOf().countDocuments({ import: read.id, state: 'draft' })).toBe(0);
    expect((await found(lecturer, bank.code)).total).toBe(0);
  });

  it('is taken back while it comes into the bank', async () => {
    const bank = await newBank(lecturer);
    const { body: read } = await upload(bank, LARGE);
    await untilDone(bank, read);
    await lecturer('POST', at(bank, read, '/confirmation'), { without: [] });
    await lecturer('POST', at(bank, read, '/undoing'), {});
    expect((await untilDone(bank, read)).at(-1)).toMatchObject({ state: 'undone', untouched: 0 });
    expect((await found(lecturer, bank.code)).total).toBe(0);
  });
});

describe('an import whose process was killed', () => {
  /** As the process left it: it has not been able to let go, and its time is over. */
  const killedIn = (id: string, state: string) =>
    importsOf().updateOne(
      { _id: id },
      {
        $set: {
          state,
          lease: { by: 'gone', until: new Date(0) },
          progress: { phase: 'storing', done: 1, of: 2 },
        },
      },
    );
  const TEXT = 'Câu 1. Thủ đô?\nA. Huế\n*B. Hà Nội\n\nCâu 2. Hỏi?\nA. Có\n*B. Không\n';

  it('says so where it was being read, in the list too, and leaves nothing', async () => {
    const bank = await newBank(lecturer);
    const { body: read } = await upload(bank, TEXT);
    await killedIn(read.id, 'reading');
    const listed = await lecturer<{ imports: QuestionImport[] }>('GET', `/made-banks/${bank.code}/imports`);
    expect(listed.body.imports).toMatchObject([{ id: read.id, state: 'interrupted', progress: null }]);
    expect(await importAt(bank, read)).toMatchObject({ state: 'interrupted' });
    expect(await draftsOf().countDocuments({ import: read.id })).toBe(0);
  });

  it('goes on where it was being taken over', async () => {
    const bank = await newBank(lecturer);
    const { body: read } = await upload(bank, TEXT);
    const first = await draftsOf().findOne({ import: read.id });
    await draftsOf().updateOne({ _id: first!._id }, { $set: { state: 'draft', touchedAt: new Date(0) } });
    await killedIn(read.id, 'confirming');
    expect(await importAt(bank, read)).toMatchObject({ state: 'confirmed', progress: null });
    expect(await draftsOf().countDocuments({ import: read.id, state: 'draft' })).toBe(2);
  });

  it('is left to whoever works on it as long as that is so', async () => {
    const bank = await newBank(lecturer);
    const { body: read } = await upload(bank, TEXT);
    await importsOf().updateOne(
      { _id: read.id },
      { $set: { state: 'reading', lease: { by: 'another', until: new Date(8.64e15) } } },
    );
    expect(await importAt(bank, read)).toMatchObject({ state: 'reading' });
    expect(await draftsOf().countDocuments({ import: read.id })).toBe(2);
  });
});

describe('what a file has that is nearly the same', () => {
  const LONG =
    'Cơ quan nào là cơ quan quyền lực nhà nước cao nhất của nước Cộng hòa xã hội chủ nghĩa Việt Nam?';
  const asText = (...stems: string[]) =>
    stems.map((stem, index) => `Câu ${index + 1}. ${stem}\nA. Chính phủ\n*B. Quốc hội\n`).join('\n');

  it('is a doubt that names the question of the bank, or the one before it in the file, and stops nothing', async () => {
    const bank = await newBank(lecturer);
    const options = [
      { id: 'a', text: { vi: 'Chính phủ' } },
      { id: 'b', text: { vi: 'Quốc hội' } },
    ];
    const there = await addedTo(
      lecturer,
      bank,
      draftIn(bank, { ...CHOICE, options, stem: { vi: LONG, en: '' } }),
    );
    const other = 'Ai công bố luật, pháp lệnh theo quy định của Hiến pháp năm 2013 hiện hành?';
    const { body: read } = await upload(
      bank,
      asText(`Theo Hiến pháp, ${LONG}`, other, other.replace('hiện hành', 'mới')),
    );
    const { questions } = (await lecturer<FoundQuestions>('GET', at(bank, read, '/questions'))).body;
    const doubts = questions.map(({ remarks }) => remarks.filter(({ code }) => code.startsWith('alike')));
    expect(doubts).toMatchObject([
      [{ code: 'alike_in_bank', kind: 'doubt', values: { code: there.code, stem: LONG } }],
      [],
      [{ code: 'alike_in_file', kind: 'doubt', values: { code: questions[1]!.question.code } }],
    ]);
    expect(doubts[0]![0]!.values['share']).toBeGreaterThanOrEqual(60);
    const remarked = await lecturer<FoundQuestions>('GET', at(bank, read, '/questions?only=remarked'));
    expect(remarked.body.total).toBe(2);
    const confirmed = await lecturer<QuestionImport>('POST', at(bank, read, '/confirmation'), {
      without: [],
    });
    expect(confirmed.body).toMatchObject({ state: 'confirmed', untouched: 3 });
  });

  it('is told once where a question asks the very same', async () => {
    const bank = await newBank(lecturer);
    const { body: read } = await upload(bank, asText(LONG, LONG.toUpperCase()));
    const { questions } = (await lecturer<FoundQuestions>('GET', at(bank, read, '/questions'))).body;
    expect(questions[1]).toMatchObject({ alike: { code: questions[0]!.question.code }, remarks: [] });
  });
});
