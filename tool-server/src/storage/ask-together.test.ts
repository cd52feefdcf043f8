import { makeAskTogether } from './ask-together.ts';

describe('asking together', () => {
  it('gives each who asks in one turn their own answer, by one command', async () => {
    const commands: string[][] = [];
    const ask = makeAskTogether((names: string[]) => {
      commands.push(names);
      return Promise.resolve(names.map((name) => (name === 'nobody' ? undefined : `hello ${name}`)));
    });
    expect(await Promise.all(['an', 'nobody', 'binh'].map(ask))).toEqual([
      'hello an',
      undefined,
      'hello binh',
    ]);
    expect(commands).toEqual([['an', 'nobody', 'binh']]);
  });

  it('fails for those alone who ask what cannot be answered', async () => {
    const ask = makeAskTogether((names: string[]) =>
      names.includes('bad') ? Promise.reject(new Error('no such name')) : Promise.resolve(names),
    );
    const answers = await Promise.allSettled(['an', 'bad'].map(ask));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
