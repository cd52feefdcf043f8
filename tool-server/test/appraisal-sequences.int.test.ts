import type { BankQuestion, Issued, MadeBank } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { answerAs, submit, useCouncils, vote, withdraw } from './councils.ts';
import { addedTo, CHOICE, draftIn, issue, questionAt, savedAs } from './made-banks.ts';

const { making, lecturer, bankWithCouncil, member } = useCouncils();

describe('whatever is done to a question of a bank with a council', () => {
  const who = fc.nat(2);
  const step = fc.oneof(
    { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), text: fc.nat(2) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('submit' as const) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('check' as const), who, right: fc.boolean() }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('approve' as const), who }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('take back' as const), who }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('issue' as const) }) },
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  async function run(bank: MadeBank, question: BankQuestion, each: Step): Promise<Issued | undefined> {
    const now = await questionAt(lecturer, question);
    const id = now.appraisal?.id ?? 'none';
    const by = member(('who' in each ? each.who : 0) as 0 | 1 | 2);
    switch (each.do) {
      case 'edit':
        await savedAs(lecturer, now, draftIn(bank, { ...CHOICE, stem: { vi: `Câu ${each.text}?` } }));
        return undefined;
      case 'submit':
        await submit(lecturer, [now]);
        return undefined;
      case 'check':
        await answerAs(by, id, each.right ? 'b' : 'a');
        return undefined;
      case 'approve':
        await vote(by, id);
        return undefined;
      case 'take back':
        await vote(by, id, null);
        return undefined;
      case 'withdraw':
        await withdraw(lecturer, id);
        return undefined;
      case 'issue':
        return (await issue(lecturer, bank.code, [now])).body;
    }
  }

  it('nothing is issued but what two others signed, as it is', async () => {
    const { connection } = making().tool;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), async (steps) => {
        const bank = await bankWithCouncil();
        const question = await addedTo(lecturer, bank);
        for (const each of steps) {
          const issued = await run(bank, question, each);
          if (issued?.done !== 1) continue;
          const [revision] = await connection
            .collection('questions')
            .find({ code: question.code })
            .sort({ revision: -1 })
            .toArray();
          const signed = await connection
            .collection('appraisals')
            .find({ question: question.code, hash: revision?.['fingerprint'] as string, state: 'issued' })
            .toArray();
          const votes = signed.flatMap(
            (appraisal) => appraisal['votes'] as { by: string; verdict: string }[],
          );
          const others = votes.filter(
            ({ by, verdict }) => verdict === 'approve' && by !== (signed[0]!['submittedBy'] as string),
          );
          expect(new Set(others.map(({ by }) => by)).size).toBeGreaterThanOrEqual(2);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
