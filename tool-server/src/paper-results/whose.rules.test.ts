import { makeWhoseIs, type Listed } from './whose.rules.ts';

const person = (n: number, over: Partial<Listed> = {}): Listed => ({
  ...{ id: `p${n}`, sub: `s${n}`, name: `Nguyễn Văn ${n}`, email: `p${n}@hoc.vn`, number: `S${n}` },
  ...over,
});

describe('whose a line is', () => {
  const people = [person(1), person(2), person(3, { name: 'Nguyễn Văn 2' }), person(4, { name: null })];
  const whoseIs = makeWhoseIs(people);

  it.each([
    [{ lmsId: 's1' }, 'p1'],
    [{ email: 'P2@HOC.vn' }, 'p2'],
    [{ name: 'nguyen  van 2', number: 's3' }, 'p3'],
    [{ lmsId: 's4', name: 'Ai cũng được' }, 'p4'],
  ])('is certain of %j', (identity, id) => {
    const { person: found, doubts } = whoseIs(identity);
    expect([found?.id, doubts]).toEqual([id, []]);
  });

  it.each([
    [{}, 'person_missing', []],
    [{ lmsId: 's1', email: 'p2@hoc.vn' }, 'person_contradicts', ['p1', 'p2']],
    [{ lmsId: 's1', name: 'Nguyễn Văn 2' }, 'person_contradicts', ['p1', 'p2', 'p3']],
    [{ name: 'Nguyễn Văn 1' }, 'person_by_name', ['p1']],
    [{ name: 'Nguyễn Văn 2' }, 'person_ambiguous', ['p2', 'p3']],
    [{ name: 'Nguyễn Văn 1', number: 'S2' }, 'person_ambiguous', ['p1', 'p2']],
    [{ name: 'Người lạ' }, 'person_unknown', []],
  ])('is in doubt of %j', (identity, code, ids) => {
    const { person: found, candidates, doubts } = whoseIs(identity);
    expect([found, doubts[0]?.code, candidates.map(({ id }) => id)]).toEqual([undefined, code, ids]);
  });

  it('offers a few of whoever are called the same', () => {
    const alike = makeWhoseIs(Array.from({ length: 50_000 }, (_, n) => person(n, { name: 'Lê Thị Hoa' })));
    const { candidates, doubts } = alike({ name: 'Lê Thị Hoa' });
    expect([candidates.length, doubts[0]?.code]).toEqual([10, 'person_ambiguous']);
  });

  it('is found without looking through the class for each line of a file', () => {
    let looks = 0;
    const watched = Array.from({ length: 100 }, (_, n) =>
      Object.defineProperty(person(n), 'name', { get: () => (looks += 1) && `Nguyễn Văn ${n}` }),
    );
    const find = makeWhoseIs(watched);
    for (let line = 0; line < 500; line++) find({ name: `Nguyễn Văn ${line}`, number: `S${line}` });
    expect(looks).toBeLessThan(1_500);
  });
});
