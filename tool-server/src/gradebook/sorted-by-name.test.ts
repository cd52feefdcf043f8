import { compareNames } from '@chuyen-de/contracts/vietnamese';
import fc from 'fast-check';
import { sortedByName } from './sorted-by-name.ts';

describe('sorting many people by name', () => {
  const word = fc.constantFrom(
    'An',
    'Ánh',
    'Anh',
    'ánh',
    'Đức',
    'Dung',
    'Ân',
    'Ăn',
    'Nguyễn',
    'Trần',
    'X',
    '',
  );
  const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

  it('gives the order of comparing each with each, and leaves equal ones as they came', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(name), async (names) => {
        const people = names.map((each, place) => ({ name: each, place }));
        expect(await sortedByName(people, (person) => person.name)).toEqual(
          [...people].sort((a, b) => compareNames(a.name, b.name)),
        );
      }),
    );
  });
});
