import { sessionStore } from '../src/lib/session-store.ts';
import { faultIn, patternOf } from './answer-contracts.ts';

interface Asked {
  request: Request;
}

type Answer = (asked: Asked) => Response | Promise<Response>;

interface Handler {
  method: string;
  path: RegExp;
  answer: Answer;
}

const handlerOf =
  (method: string) =>
  (path: string, answer: Answer): Handler => ({ method, path: patternOf(path), answer });

export const http = {
  get: handlerOf('GET'),
  post: handlerOf('POST'),
  put: handlerOf('PUT'),
  patch: handlerOf('PATCH'),
  all: handlerOf('*'),
};

export const json = (body: unknown) => Response.json(body);

/** The network is away. */
export const noNetwork: Answer = () => Promise.reject(new TypeError('Failed to fetch'));

let handlers: Handler[] = [];
/** Answers of tests that the server could not give. */
let faults: unknown[] = [];

/** The server of the tests, in the place of the browser's `fetch`: what is added later answers first. */
export const api = {
  use: (...added: Handler[]) => {
    handlers = [...added, ...handlers];
  },
};

const answerRequest = async (path: string, init?: RequestInit): Promise<Response> => {
  const request = new Request(new URL(path, location.href), init);
  const { pathname } = new URL(request.url);
  const handler = handlers.find(
    ({ method, path: pattern }) => (method === '*' || method === request.method) && pattern.test(pathname),
  );
  if (handler === undefined) throw new Error(`The test answers no ${request.method} ${pathname}`);
  const answer = await handler.answer({ request });
  const fault = await faultIn(request.method, pathname, answer);
  if (fault !== undefined) faults.push(fault);
  return answer;
};

/** Puts the server up for the tests of a file, and empties it after each. */
export function answerRequests() {
  const original = globalThis.fetch;
  beforeAll(() => {
    globalThis.fetch = (input, init) => answerRequest(input as string, init);
  });
  afterEach(() => {
    const found = faults;
    handlers = [];
    faults = [];
    sessionStore.drop();
    expect(found).toEqual([]);
  });
  afterAll(() => {
    globalThis.fetch = original;
  });
}
