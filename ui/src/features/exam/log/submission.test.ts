import { aResult } from '../../../../test/builders.ts';
import { NetworkError, ProblemError } from '../../../lib/http.ts';
import { makeSubmission, type SubmissionState } from './submission.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const following = () => {
  const states: SubmissionState['kind'][] = [];
  return { states, onState: ({ kind }: SubmissionState) => void states.push(kind) };
};

describe('submission', () => {
  it('waits for the network and then arrives by itself', async () => {
    const { states, onState } = following();
    let tries = 0;
    const submission = makeSubmission({
      onState,
      submit: () => (++tries < 3 ? Promise.reject(new NetworkError()) : Promise.resolve(aResult())),
    });
    submission.start();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual(['submitting', 'waiting', 'waiting', 'done']);
  });

  it('does not try again what the server refuses', async () => {
    const { states, onState } = following();
    const submission = makeSubmission({
      onState,
      submit: () => Promise.reject(new ProblemError(409, undefined)),
    });
    submission.start();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual(['submitting', 'failed']);
  });

  it('returns to the paper where the server says that it is not time yet', async () => {
    const { states, onState } = following();
    makeSubmission({ onState, submit: () => Promise.resolve(null) }).start();
    await jest.advanceTimersByTimeAsync(0);
    expect(states).toEqual(['submitting', 'idle']);
  });
});
