import { generateKeyPair, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { z } from 'zod';
import { launchClaims, nameOf, type Placement } from './launch-claims.ts';

const KEY_ID = 'bench';

const ScorePost = z.object({
  userId: z.string(),
  scoreGiven: z.number(),
  scoreMaximum: z.number(),
  gradingProgress: z.literal('FullyGraded'),
  timestamp: z.iso.datetime(),
});

export interface PostedScore {
  given: number;
  maximum: number;
  /** Time of the event, as sent. */
  timestamp: string;
  /** When it arrived, in milliseconds. */
  arrivedAt: number;
}

/** The tool's request to authenticate somebody. */
const AuthenticationRequest = z.object({
  response_type: z.literal('id_token'),
  response_mode: z.literal('form_post'),
  scope: z.literal('openid'),
  client_id: z.string(),
  redirect_uri: z.string(),
  login_hint: z.string(),
  lti_message_hint: z.string(),
  state: z.string(),
  nonce: z.string(),
});

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signAsync = promisify(sign);

/** Compact JWS by the thread pool, so that signing does not hold up the clients' clock. @see RFC 7515 */
async function signToken(claims: object, key: KeyObject): Promise<string> {
  const signed = `${base64url({ alg: 'RS256', typ: 'JWT', kid: KEY_ID })}.${base64url(claims)}`;
  const signature = await signAsync('sha256', Buffer.from(signed), key);
  return `${signed}.${signature.toString('base64url')}`;
}

/** The column, and what it holds: tools read back what became of their scores. @see LTI AGS 2.0, 3.2 and 3.3 */
const COLUMN = { label: 'Bài kiểm tra cuối khóa', scoreMaximum: 10, resourceLinkId: '7' };

const resultsOf = (scores: Map<string, PostedScore[]>): object[] =>
  [...scores].flatMap(([userId, posted]) => {
    const last = posted.at(-1);
    return last ? [{ userId, resultScore: last.given, resultMaximum: last.maximum }] : [];
  });

function answer(res: ServerResponse, status: number, body?: object): void {
  res.writeHead(status, { 'Content-Type': 'application/json' }).end(body && JSON.stringify(body));
}

const isTokenRequest = (form: URLSearchParams): boolean =>
  form.get('grant_type') === 'client_credentials' &&
  form.get('client_assertion')?.split('.').length === 3 &&
  form.get('scope') !== null;

/** @see LTI NRPS 2.0 §2.2 */
const rosterOf = (members: number): object => ({
  members: Array.from({ length: members }, (_, number) => ({
    user_id: String(number),
    roles: ['Learner'],
    ...nameOf(String(number)),
  })),
});

/** Key set, token endpoint and score service; scores are kept as they came, every one. */
function makeServices(publicKey: KeyObject, scores: Map<string, PostedScore[]>, members: number) {
  const accessToken = randomUUID();
  const keySet = {
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' }],
  };

  async function takeScore(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const score = ScorePost.safeParse(JSON.parse(await text(req)));
    if (req.headers.authorization !== `Bearer ${accessToken}`) answer(res, 401);
    else if (!score.success) answer(res, 400);
    else {
      const { userId, scoreGiven: given, scoreMaximum: maximum, timestamp } = score.data;
      scores.set(userId, [
        ...(scores.get(userId) ?? []),
        { given, maximum, timestamp, arrivedAt: Date.now() },
      ]);
      answer(res, 200, {});
    }
  }

  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const route = `${req.method ?? ''} ${req.url ?? ''}`;
    if (route === 'GET /jwks') answer(res, 200, keySet);
    else if (route === 'POST /token') {
      const form = new URLSearchParams(await text(req));
      if (!isTokenRequest(form)) answer(res, 400, { error: 'invalid_request' });
      else {
        const granted = { token_type: 'Bearer', expires_in: 3600, scope: form.get('scope') };
        answer(res, 200, { access_token: accessToken, ...granted });
      }
    } else if (route === 'POST /lineitem/scores') await takeScore(req, res);
    else if (route === 'GET /lineitem')
      answer(res, 200, { id: `http://${req.headers.host ?? ''}/lineitem`, ...COLUMN });
    else if (route === 'GET /members') answer(res, 200, rosterOf(members));
    else if (req.method === 'GET' && req.url?.startsWith('/lineitem/results'))
      answer(res, 200, resultsOf(scores));
    else answer(res, 404);
  };
}

type Services = ReturnType<typeof makeServices>;

/** Serves on loopback, and cuts connections while it is down. */
async function serve(services: Services) {
  let isDown = false;
  const server = createServer((req, res) => {
    if (isDown) {
      res.destroy();
      return;
    }
    services(req, res).catch(() => {
      answer(res, 500);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  return {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,

    /** Cuts every connection from now on, or answers again. */
    setDown: (down: boolean): void => {
      isDown = down;
    },

    close: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * The leanest LTI 1.3 platform that is still honest: the tool sees real login requests, signed tokens, a key
 * set, a token endpoint and a gradebook. What happens inside a platform, its pages and its own checks of who
 * is there, is left out, so that the load falls on the tool.
 */
export async function startPlatform(itemCode: string, members = 0) {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const scores = new Map<string, PostedScore[]>();
  const { issuer, setDown, close } = await serve(makeServices(publicKey, scores, members));
  const placement: Placement = { issuer, clientId: 'bench', deploymentId: '1', itemCode, members };

  return {
    placement,
    scores,

    /** As the tool's `admin register FILE` takes it. */
    registration: {
      name: 'Bench',
      issuer,
      clientId: placement.clientId,
      authorizationEndpoint: `${issuer}/authorize`,
      tokenEndpoint: `${issuer}/token`,
      keySetUrl: `${issuer}/jwks`,
      deploymentIds: [placement.deploymentId],
    },

    /** The authorisation endpoint: answers the form that the browser posts to the tool. */
    async authorise(location: string): Promise<{ action: string; form: Record<string, string> }> {
      const url = new URL(location);
      const asked = AuthenticationRequest.parse(Object.fromEntries(url.searchParams));
      if (`${url.origin}${url.pathname}` !== `${issuer}/authorize` || asked.client_id !== placement.clientId)
        throw new Error('the login did not lead to the platform');
      const claims = launchClaims(placement, { ...asked, target: asked.redirect_uri });
      const idToken = await signToken(claims, privateKey);
      return { action: asked.redirect_uri, form: { id_token: idToken, state: asked.state } };
    },

    setDown,
    close,
  };
}

export type BenchPlatform = Awaited<ReturnType<typeof startPlatform>>;
