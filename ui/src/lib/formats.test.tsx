import { screen } from '@testing-library/react';
import { aGrant } from '../../test/builders.ts';
import { showPage } from '../../test/pages.tsx';
import { clockFace, partialDate, useFormats } from './formats.ts';

it('shows the seconds that are begun, and hours only where there are any', () => {
  expect(clockFace(15 * 60_000)).toBe('15:00');
  expect(clockFace(59_001)).toBe('01:00');
  expect(clockFace(3_600_000 + 5_000)).toBe('1:00:05');
  expect(clockFace(-3_000)).toBe('00:00');
});

it('writes the date of a source as precisely as it is known', () => {
  expect(partialDate('2013-11-28')).toBe('28/11/2013');
  expect(partialDate('1927')).toBe('1927');
});

it('writes what is below nothing with a minus, by which no line is broken', async () => {
  const Points = () => <p>{useFormats().number(-0.5)}</p>;
  showPage(<Points />, '/', '/', aGrant());
  expect(await screen.findByText('−0,5')).toBeVisible();
});
