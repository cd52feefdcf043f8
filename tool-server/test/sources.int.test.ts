import type {
  LeaningList,
  MadeBank,
  MakeSource,
  OfferedSources,
  SourceDocument,
  SourceList,
} from '@chuyen-de/contracts';
import { until } from './a-school.ts';
import { addedTo, CHOICE, draftIn, found, issue, newBank, questionAt, savedAs } from './made-banks.ts';
import { publishedExam, useMaking, type Call } from './made-exams.ts';

const { making, lecturer } = useMaking();

const LAW: Omit<MakeSource, 'owner'> = {
  kind: 'Luật',
  title: 'Luật Tổ chức chính quyền địa phương',
  number: '77/2015/QH13',
  date: '2015-06-19',
  clauses: [
    { article: '2', clause: '1', text: 'Đơn vị hành chính' },
    { article: '4', clause: '2', point: 'a', text: '' },
  ],
};

async function registered(call: Call, over: Partial<MakeSource> = {}): Promise<SourceDocument> {
  const { status, body } = await call<SourceDocument>('POST', '/sources', {
    owner: 'course',
    ...LAW,
    ...over,
  });
  expect([status, body]).toEqual([201, expect.objectContaining({ edition: 1 })]);
  return body;
}

const listed = async (call: Call, text: string): Promise<SourceList> =>
  (await call<SourceList>('GET', `/sources?text=${encodeURIComponent(text)}`)).body;

const citing = ({ code, clauses }: SourceDocument, at = 0) => ({
  ...CHOICE,
  source: { source: code, clause: clauses[at]!.id },
});

const supersede = (call: Call, { code, edition }: SourceDocument, by: string | null) =>
  call<SourceDocument>('POST', `/sources/${code}/force`, {
    edition,
    superseded: { by, from: '2025-07-01' },
  });

const leaningOn = async (call: Call, { code }: SourceDocument): Promise<LeaningList> =>
  (await call<LeaningList>('GET', `/sources/${code}/leaning`)).body;

const codesOf = ({ leaning }: LeaningList): string[] => leaning.map(({ code }) => code);

describe('the registry of documents', () => {
  it('is searched without marks, shows clauses as laws are cited, and is of its course alone', async () => {
    const { code } = await registered(lecturer, { number: '99/2025/QH15' });
    const { sources } = await listed(lecturer, 'chinh quyen 99/2025');
    expect(sources.map((each) => each.code)).toEqual([code]);
    const elsewhere = await making().enter({ of: making().other, linkId: making().other.linkId });
    expect((await listed(elsewhere, '99/2025')).total).toBe(0);
    expect((await elsewhere('GET', `/sources/${code}`)).status).toBe(404);
  });

  it('lists for a bank of its school no document of the course: that could not be cited', async () => {
    const { code } = await registered(lecturer, { number: '98/2025/QH15' });
    const numbers = async (owner: string) =>
      (await lecturer<SourceList>('GET', `/sources?text=98/2025&owner=${owner}`)).body.sources.map(
        (each) => each.code,
      );
    expect([await numbers('course'), await numbers('platform')]).toEqual([[code], []]);
  });

  it('tells the second of two who change a document, and keeps ids of clauses for ever', async () => {
    const law = await registered(lecturer);
    const [first, second] = law.clauses;
    const said = {
      ...LAW,
      edition: law.edition,
      clauses: [
        { ...second!, text: 'Phân quyền' },
        { article: '9', text: '' },
      ],
    };
    const saved = await lecturer<SourceDocument>('PUT', `/sources/${law.code}`, said);
    expect(saved.body.clauses).toEqual([
      { id: second!.id, article: '4', clause: '2', point: 'a', text: 'Phân quyền' },
      { id: 'K3', article: '9', text: '' },
      { ...first!, gone: true },
    ]);
    const late = await lecturer<{ code: string; source: SourceDocument }>(
      'PUT',
      `/sources/${law.code}`,
      said,
    );
    expect([late.status, late.body.code, late.body.source.edition]).toEqual([409, 'source_changed', 2]);
  });

  it.each<[string, object]>([
    ['a clause that is nowhere', { clauses: [{ text: 'x' }] }],
    ['no title', { title: ' ' }],
    ['a date that is none', { date: '19/06/2015' }],
    ['a control character', { title: 'a\u0000b' }],
    ['too many clauses', { clauses: Array.from({ length: 2_001 }, () => ({ article: '1', text: '' })) }],
  ])('takes no document with %s', async (_name, over) => {
    const { status } = await lecturer('POST', '/sources', { owner: 'course', ...LAW, ...over });
    expect(status).toBe(400);
  });

  it('takes no clause of another document, and no successor that there is not', async () => {
    const law = await registered(lecturer);
    const wrong = { ...LAW, edition: 1, clauses: [{ id: 'K99', article: '1', text: '' }] };
    expect((await lecturer('PUT', `/sources/${law.code}`, wrong)).body.code).toBe('source_clause_unknown');
    for (const by of ['none', law.code]) {
      const refused = await supersede(lecturer, law, by);
      expect([refused.status, (refused.body as unknown as { code: string }).code]).toEqual([
        422,
        'source_successor_wrong',
      ]);
    }
  });
});

describe('a question that cites a clause', () => {
  it('tells learners which, and stops where the clause is none', async () => {
    const bank = await newBank(lecturer);
    const law = await registered(lecturer);
    const question = await addedTo(lecturer, bank, draftIn(bank, citing(law, 1)));
    expect(question.source).toMatchObject({
      clause: 'Điều 4, khoản 2, điểm a',
      document: { code: law.code },
    });
    const wrong = await addedTo(
      lecturer,
      bank,
      draftIn(bank, { ...CHOICE, source: { source: law.code, clause: 'K9' } }),
    );
    expect(wrong.faults).toEqual([{ code: 'source_unknown', path: ['source'], stops: true }]);
    // It is counted, listed and offered as one that something stops.
    const [row] = (await found(lecturer, bank.code)).questions.filter(({ code }) => code === wrong.code);
    expect([wrong.can.issue, row?.faulty]).toEqual([false, true]);
    const { body: counted } = await lecturer<MadeBank>('GET', `/made-banks/${bank.code}`);
    expect(counted.waiting).toEqual({ ready: 1, faulty: 1 });
    expect((await issue(lecturer, bank.code, [wrong])).body).toMatchObject({ done: 0, faulty: [wrong.code] });
    expect((await issue(lecturer, bank.code)).body).toMatchObject({ done: 1, faulty: [] });
    const stored = await making().tool.connection.collection('questions').findOne({ code: question.code });
    expect(stored?.['cited']).toEqual({
      title: { vi: LAW.title },
      ...{ number: LAW.number, date: LAW.date, clause: 'Điều 4, khoản 2, điểm a' },
    });
    expect(await questionAt(lecturer, question)).toMatchObject({ state: 'issued' });
  });

  it('says its source in words where nobody has said which document that is', async () => {
    const bank = await newBank(lecturer);
    await addedTo(lecturer, bank, draftIn(bank, { ...CHOICE, sourceText: 'Giáo trình, tr. 12' }));
    expect((await issue(lecturer, bank.code)).body.done).toBe(1);
    const stored = await making()
      .tool.connection.collection('questions')
      .findOne({ sourceText: 'Giáo trình, tr. 12' });
    expect(stored?.['cited']).toEqual({ title: { vi: 'Giáo trình, tr. 12' } });
  });
});

describe('a document that is superseded', () => {
  it('flags exactly what leans on it, until it leans on it no more', async () => {
    const bank = await newBank(lecturer);
    const [law, other] = [await registered(lecturer), await registered(lecturer, { number: '65/2025/QH15' })];
    const cites = await addedTo(lecturer, bank, draftIn(bank, citing(law)));
    await addedTo(lecturer, bank, draftIn(bank, citing(other)));
    await addedTo(lecturer, bank, draftIn(bank, { ...CHOICE, sourceText: LAW.title }));
    await issue(lecturer, bank.code);
    const topic = bank.topics[0]!.code;
    const exam = await publishedExam(lecturer, {
      blueprint: [],
      fixed: [{ topic, question: cites.code }],
    });
    await supersede(lecturer, law, other.code);
    const rows = (await found(lecturer, bank.code)).questions;
    expect(rows.filter(({ outdated }) => outdated).map(({ code }) => code)).toEqual([cites.code]);
    const list = await leaningOn(lecturer, law);
    expect(codesOf(list)).toEqual([cites.code, exam.code]);
    expect(list.leaning[0]).toMatchObject({
      kind: 'question',
      draft: true,
      inForce: true,
      clause: 'Điều 2, khoản 1',
    });

    // Its draft says another document now; what is in force still does not.
    const { body: moved } = await savedAs(
      lecturer,
      await questionAt(lecturer, cites),
      draftIn(bank, citing(other)),
    );
    expect((await leaningOn(lecturer, law)).leaning[0]).toMatchObject({ draft: false, inForce: true });
    await issue(lecturer, bank.code, [moved]);
    expect((await leaningOn(lecturer, law)).leaning).toEqual([]);
    expect(codesOf(await leaningOn(lecturer, other))).toContain(cites.code);
  });

  it('has marks with who and when, which stay when what was marked leans on it no more', async () => {
    const bank = await newBank(lecturer);
    const law = await registered(lecturer);
    const cites = await addedTo(lecturer, bank, draftIn(bank, citing(law)));
    await supersede(lecturer, law, null);
    const mark = (as: string | null) =>
      lecturer<LeaningList>('PUT', `/sources/${law.code}/leaning/question/${cites.code}`, { as });
    const { body: marked } = await mark('kept');
    expect(marked.leaning[0]!.mark).toMatchObject({ as: 'kept', by: expect.any(String) as string });
    await savedAs(lecturer, cites, draftIn(bank));
    const after = await leaningOn(lecturer, law);
    expect([after.leaning, after.settled.map(({ code }) => code)]).toEqual([[], [cites.code]]);
    const { body: unmarked } = await mark(null);
    expect(unmarked.settled).toEqual([]);
    expect((await mark('done')).status).toBe(404);
  });

  it('goes on to the next ones once the first are marked, and calls nothing settled that leans on it still', async () => {
    const bank = await newBank(lecturer);
    const law = await registered(lecturer);
    const first = await addedTo(lecturer, bank, draftIn(bank, citing(law)));
    await supersede(lecturer, law, null);
    const questions = making().tool.connection.collection<{ _id: string }>('questionDrafts');
    const stored = await questions.findOne({ _id: first.code });
    const codes = Array.from({ length: 501 }, (_, index) => `${bank.code}-${2_000 + index}`);
    await questions.insertMany(codes.map((_id) => ({ ...stored, _id })));
    const before = await leaningOn(lecturer, law);
    expect([before.leaning.length, before.more]).toEqual([500, true]);
    expect(codesOf(before)).not.toContain(codes.at(-2));
    await lecturer('PUT', `/sources/${law.code}/leaning/question/${first.code}`, { as: 'kept' });
    const after = await leaningOn(lecturer, law);
    expect([after.leaning.length, after.more, after.settled]).toEqual([500, true, []]);
    expect(codesOf(after)).toEqual(codes.slice(0, 500));
  });

  it('flags questions and topics of an imported programme whose source it stands for', async () => {
    const { body } = await lecturer<OfferedSources>('GET', '/sources/offered');
    const [offered] = body.offered;
    const law = await registered(lecturer, {
      from: offered!.from,
      title: offered!.title,
      date: offered!.date,
    });
    const again = await lecturer('POST', '/sources', { owner: 'course', ...LAW, from: offered!.from });
    expect([again.status, again.body.code]).toEqual([409, 'source_known']);
    const list = await leaningOn(lecturer, law);
    const stored = await making()
      .tool.connection.collection('questions')
      .find({ 'source.source': offered!.from.source })
      .toArray();
    const codes = list.leaning.filter(({ kind }) => kind === 'question').map(({ code }) => code);
    expect(codes).toEqual(stored.map((question) => question['code'] as string).sort());
    expect(list.leaning.some(({ kind }) => kind === 'topic')).toBe(true);
  });

  it('leaves its mark in the audit', async () => {
    const law = await registered(lecturer);
    await supersede(lecturer, law, null);
    const events = making().tool.connection.collection('events');
    const deeds = async () =>
      (await events.find({ 'subject.id': law.code }).toArray()).map((event) => event['deed'] as string);
    await until(async () => ((await deeds()).length === 2 ? true : undefined));
    expect((await deeds()).sort()).toEqual(['source-made', 'source-superseded']);
  });
});
