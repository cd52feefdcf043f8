import type {
  AttemptResult,
  ExamStart,
  MasksLinked,
  PaperImport,
  PaperResults,
  PaperRow,
} from '@chuyen-de/contracts';
import { rightLetters, SAT_AT, usePapers, type Learner } from './paper-steps.ts';

jest.setTimeout(120_000);

const { lecturer, examOnPaper } = usePapers();

const lineOf = (read: PaperImport, email: string): PaperRow =>
  read.lines.find(({ identity }) => identity.email === email)!;

describe('results of an exam that was sat on paper', () => {
  it('are attempts marked against the paper of their code, in its order, and count like others', async () => {
    const { exam, people, read, enter, confirm, path, teacher } = await examOnPaper(['An', 'Bình', 'Chi']);
    const [an, binh, chi] = people as [Learner, Learner, Learner];
    const [of034, of036] = [
      await rightLetters(lecturer, exam.code, '034'),
      await rightLetters(lecturer, exam.code, '036'),
    ];
    // A spreadsheet has made 34 of 034.
    const { status, body: found } = await read(
      [
        'Kết quả thi trên giấy',
        'Email;Họ và tên;Mã đề;Câu 1;Câu 2;Câu 3;Câu 4;Điểm',
        `${an.email};${an.name};34;${of034.join(';')};`,
        `${binh.email};;036;${of036.slice(0, 2).join(';')};-;;`,
        `${chi.email};;;;;;;7,5`,
      ].join('\n'),
    );
    expect(status).toBe(201);
    expect(found.lines.map(({ state, doubts }) => [state, doubts])).toEqual([
      ['ready', []],
      ['ready', []],
      ['ready', []],
    ]);
    expect(lineOf(found, an.email).score).toMatchObject({ outOfTen: 10, passed: true });
    expect(await confirm(found.id)).toMatchObject({ status: 200, body: { state: 'confirmed', entered: 3 } });

    const learner = await enter(an);
    const { body: start } = await learner<ExamStart>('GET', `/exams/${exam.code}`);
    expect(start.attempts).toMatchObject([{ number: 1, score: { outOfTen: 10 } }]);
    const { body: result } = await learner<AttemptResult>('GET', `/attempts/${start.attempts[0]!.id}/result`);
    expect(result).toMatchObject({ paperCode: '034', onPaper: true, answered: 4, closedAt: SAT_AT });
    const { body: half } = await (await enter(binh))<ExamStart>('GET', `/exams/${exam.code}`);
    expect(half.attempts[0]!.score!.outOfTen).toBe(lineOf(found, binh.email).score!.outOfTen);
    expect(half.attempts[0]!.score!.outOfTen).toBeLessThan(10);
    const { body: marked } = await (await enter(chi))<ExamStart>('GET', `/exams/${exam.code}`);
    expect(marked.attempts).toMatchObject([{ score: { outOfTen: 7.5 } }]);
    const { body: list } = await teacher<PaperResults>('GET', path);
    expect(list).toMatchObject({
      papers: [{ code: '034', questions: 4 }, {}, {}],
      imports: [{ entered: 3 }],
    });
  });

  it('are entered once, however often a file is read and confirmed, and go again with a reason', async () => {
    const { exam, people, read, enter, confirm, path, teacher } = await examOnPaper(['Dung', 'Giang']);
    const [dung, giang] = people as [Learner, Learner];
    const file = `Email,Mã đề,Bài làm\n${dung.email},035,ABCD\n${giang.email},035,"A,B,,C"\n`;
    const { body: first } = await read(file);
    expect(lineOf(first, giang.email).answers).toEqual(['A', 'B', '', 'C']);
    await confirm(first.id);
    expect(await confirm(first.id)).toMatchObject({ status: 409, body: { code: 'paper_import_decided' } });
    const { body: again } = await read(file);
    expect(again.readBefore).not.toBeNull();
    expect(again.lines.map(({ state }) => state)).toEqual(['known', 'known']);
    expect(await confirm(again.id)).toMatchObject({ body: { entered: 0 } });
    const { body: other } = await read(`Email,Mã đề,Bài làm\n${dung.email},035,DDDD\n`);
    expect(other.lines).toMatchObject([{ state: 'doubt', doubts: [{ code: 'other_result' }] }]);
    const attempts = async () =>
      (await (await enter(dung))<ExamStart>('GET', `/exams/${exam.code}`)).body.attempts.length;
    expect(await attempts()).toBe(1);
    expect(await teacher('POST', `${path}/${first.id}/undoing`, { reason: 'Nhập nhầm lớp' })).toMatchObject({
      status: 200,
      body: { state: 'undone', undone: { reason: 'Nhập nhầm lớp' } },
    });
    expect(await attempts()).toBe(0);
    expect(await teacher('POST', `${path}/${first.id}/undoing`, { reason: '' })).toMatchObject({
      status: 400,
    });
    const { body: anew } = await read(file);
    expect(await confirm(anew.id)).toMatchObject({ body: { entered: 2 } });
    expect(await attempts()).toBe(1);
  });

  it('are nobody’s by a name alone: whatever is in doubt is told by its line, and settled by a person', async () => {
    const { people, read, path, teacher, confirm } = await examOnPaper(['Hòa', 'Hoa', 'Kiên']);
    const [hoa, , kien] = people as [Learner, Learner, Learner];
    const { body: found } = await read(
      [
        'STT;Họ và tên;Email;Mã đề;Bài làm',
        '1;Phan Văn Hòa;;034;ABCD',
        '2;Phan Văn Kiên;;034;ABCD',
        `3;Ai Khác;${kien.email};034;ABCD`,
        '4;Không Có Ai;;099;ABCD',
        `5;;${kien.email};;ABCD`,
        `6;;${kien.email};034;ABXDE`,
        ';;;034;',
      ].join('\n'),
    );
    expect(found.lines.map(({ line, doubts }) => [line, ...doubts.map(({ code }) => code)])).toEqual([
      [2, 'person_ambiguous'],
      [3, 'person_by_name'],
      [4, 'person_contradicts'],
      [5, 'paper_unknown', 'person_unknown'],
      [6, 'paper_missing'],
      [7, 'answer_unreadable', 'too_many_answers', 'person_twice'],
      [8, 'nothing_given', 'person_missing'],
    ]);
    expect(found.lines[5]!.doubts).toMatchObject([
      { question: 3, value: 'X' },
      { question: 5, value: 'E' },
      { line: 6 },
    ]);
    const candidates = found.lines[0]!.candidates.map(({ name }) => name);
    expect(candidates.sort()).toEqual(['Phan Văn Hoa', 'Phan Văn Hòa']);
    const chosen = found.lines[0]!.candidates.find(({ email }) => email === hoa.email)!;
    const settle = (line: number, change: object) =>
      teacher<PaperImport>('PUT', `${path}/${found.id}/rows/${line}`, {
        ...{ paperCode: '034', answers: ['A', 'B', 'C', 'D'], mark: null, person: null, skip: false },
        ...change,
      });
    const { body: settled } = await settle(2, { person: chosen.id });
    expect(settled.lines[0]).toMatchObject({ state: 'ready', person: { email: hoa.email } });
    expect(await settle(3, { person: 'nobody' })).toMatchObject({
      status: 422,
      body: { code: 'paper_person_wrong' },
    });
    for (const line of [3, 4, 5, 7, 8]) await settle(line, { skip: true });
    const { body: last } = await settle(6, {});
    expect(last.lines.map(({ state }) => state)).toEqual([
      'ready',
      'skipped',
      'skipped',
      'skipped',
      'ready',
      'skipped',
      'skipped',
    ]);
    expect(await confirm(found.id)).toMatchObject({ body: { entered: 2 } });
    expect(await settle(2, {})).toMatchObject({ status: 409 });
  });

  it('keep who it is apart from the marks where they stand under numbers, until another file links these', async () => {
    const { people, read, path, teacher, confirm } = await examOnPaper(['Lan', 'Minh']);
    const [lan, minh] = people as [Learner, Learner];
    const { body: found } = await read('Số phách;Mã đề;Bài làm\nP01;034;ABCD\nP02;035;AAAA\nP03;036;AAAA\n');
    expect(found).toMatchObject({ masked: true });
    expect(found.lines.map(({ state, mask, doubts }) => [state, mask, doubts[0]?.code])).toEqual(
      ['P01', 'P02', 'P03'].map((mask) => ['doubt', mask, 'person_missing']),
    );
    const link = (text: string) =>
      teacher<MasksLinked>('POST', `${path}/${found.id}/identities`, Buffer.from(text));
    expect(await link(`Số phách;Email\nP01;${lan.email}\nP02;${lan.email}\nP09;${minh.email}`)).toMatchObject(
      {
        body: { linked: 2, unknown: ['P09'] },
      },
    );
    const before = found.lines.map(({ score }) => score);
    // The identity of a sheet was wrong: its marks stay as they are.
    await link(`Số phách;Email\nP02;${minh.email}`);
    const { body: linked } = await teacher<PaperImport>('GET', `${path}/${found.id}`);
    expect(linked.lines.map(({ state, person }) => [state, person?.email])).toEqual([
      ['ready', lan.email],
      ['ready', minh.email],
      ['doubt', undefined],
    ]);
    expect(linked.lines.map(({ score }) => score)).toEqual(before);
    expect(await confirm(found.id)).toMatchObject({ body: { entered: 2 } });
  });

  it('have an end, told before more is kept', async () => {
    const { read, teacher, path } = await examOnPaper(['Một']);
    const text = 'E-mail;Điểm\nhv@truong.vn;5';
    for (let file = 0; file < 100; file++) expect((await read(text)).status).toBe(201);
    expect(await read(text)).toMatchObject({ status: 409, body: { code: 'too_many_paper_imports' } });
    expect((await teacher<PaperResults>('GET', path)).body.imports).toHaveLength(100);
  });

  it('say of a file that is none what it is, and are for those who teach alone', async () => {
    const { people, read, path, enter, teacher } = await examOnPaper(['Nga']);
    expect(await read('a;b\n1;2\n')).toMatchObject({
      status: 422,
      body: { code: 'file_not_read', fault: 'columns_unknown', values: { headings: 'a\nb' } },
    });
    expect(await teacher('POST', path, Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toMatchObject({ status: 422 });
    const learner = await enter(people[0]!);
    expect((await learner('GET', path)).status).toBe(403);
    expect((await learner('POST', path, Buffer.from('x'))).status).toBe(403);
  });
});
