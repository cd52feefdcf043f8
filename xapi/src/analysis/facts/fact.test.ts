import { factOf } from './fact.ts';

describe('the fact of a statement', () => {
  it('keeps of texts and lists what analyses tell apart, however long they are', () => {
    const long = (n: number): string => `https://tool.example/${n}/${'x'.repeat(8_000)}`;
    const lists = Array.from({ length: 400 }, (_, n) => long(n));
    const fact = factOf({
      position: '0',
      activity: long(1),
      groupings: lists,
      parents: lists,
      others: lists,
      result: { response: 'đ'.repeat(1_000_000) },
    });
    expect(JSON.stringify(fact).length).toBeLessThan(250_000);
    expect(fact.groupings?.[3]).toBe(lists[3]?.slice(0, 1_000));
  });

  it('keeps those of honest ones whole', () => {
    const groupings = ['https://moodle.example/course/view.php?id=2', 'https://tool.example/topics/CD01'];
    expect(factOf({ position: '0', verb: 'v', groupings, result: { response: 'a[,]b' } })).toMatchObject({
      verb: 'v',
      groupings,
      response: 'a[,]b',
    });
  });
});
