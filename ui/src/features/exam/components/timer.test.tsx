import { act, fireEvent, screen } from '@testing-library/react';
import { aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { makeServerClock } from '../../../lib/server-clock.ts';
import { Timer } from './timer.tsx';

const MINUTE_MS = 60_000;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

async function showTimer(minutes: number) {
  const dueAt = Date.now() + minutes * MINUTE_MS;
  showPage(<Timer clock={makeServerClock(() => Date.now())} dueAt={dueAt} />, '/', '/', aGrant());
  await act(() => jest.advanceTimersByTimeAsync(0));
}

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('timer', () => {
  it('counts down by the clock it is given', async () => {
    await showTimer(10);
    expect(screen.getByRole('timer')).toHaveTextContent('10:00');
    await pass(61_000);
    expect(screen.getByRole('timer')).toHaveTextContent('08:59');
  });

  it('announces five minutes and one minute, once each, also when hidden', async () => {
    await showTimer(6);
    fireEvent.click(screen.getByRole('button', { name: 'Ẩn đồng hồ' }));
    expect(screen.getByRole('timer')).not.toHaveTextContent(/\d\d:\d\d/);
    await pass(MINUTE_MS + 1_000);
    expect(screen.getByRole('status')).toHaveTextContent('Còn 5 phút.');
    await pass(15_000);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    await pass(4 * MINUTE_MS - 15_000);
    expect(screen.getByRole('status')).toHaveTextContent('Còn 1 phút.');
  });

  it('does not announce what had passed before it was opened', async () => {
    await showTimer(4);
    await pass(2_000);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });
});
