import path from 'node:path';
import { killAmid } from '../bench/src/drills/kill.ts';

jest.setTimeout(240_000);

const PEOPLE = 8;
const root = path.resolve(__dirname, '..');

it('loses nothing and says nothing twice when one of two processes is killed in the middle of exams', async () => {
  const after = await killAmid(
    {
      dist: path.join(root, 'dist'),
      content: path.join(root, 'content/boi-duong-ly-luan-chinh-tri'),
      processes: 2,
    },
    PEOPLE,
  );
  expect(after).toMatchObject({
    lost: 0,
    finished: PEOPLE,
    grades: { arrived: PEOPLE, right: PEOPLE, repeated: 0 },
    statements: { stored: PEOPLE * 35, expected: PEOPLE * 35 },
    isWhole: true,
  });
});
