import type { Response } from 'express';
import { sendProblem } from './problem.ts';

describe('an error response', () => {
  it.each(['status', 'title', 'type', 'requestId'])(
    'has a %s of its own, whatever data goes with it',
    (member) => {
      let sent = '';
      let answered = 0;
      const res = {
        locals: { requestId: 'id' },
        status: (status: number) => {
          answered = status;
          return res;
        },
        type: () => res,
        send: (text: string) => (sent = text),
      };
      sendProblem(res as unknown as Response, { code: 'roster_unavailable', lmsStatus: 404, [member]: 404 });
      expect(JSON.parse(sent)).toEqual({
        type: 'about:blank',
        title: 'roster unavailable',
        status: 502,
        code: 'roster_unavailable',
        requestId: 'id',
        lmsStatus: 404,
      });
      expect(answered).toBe(502);
    },
  );
});
