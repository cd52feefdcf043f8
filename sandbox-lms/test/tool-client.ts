import { randomUUID } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JWK, type JWTPayload, SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { FormPost, RegisteredTool, Sandbox } from '../src/index.ts';
import { claim } from '../src/vocabulary.ts';

interface ToolKey {
  jwk: JWK;
  privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
}

async function newKey(): Promise<ToolKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
  return { jwk, privateKey };
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });

interface Assertion {
  claims?: object;
  key?: ToolKey['privateKey'];
  kid?: string;
}

/** One pair for a test file: making them is the slowest part of a test. */
const firstKey = newKey();

export interface ToolClient {
  url: string;
  registration: RegisteredTool;
  jwksReads(): number;
  rotateKey(): Promise<void>;
  sign(payload: JWTPayload, options?: Assertion): Promise<string>;
  requestToken(scopes: string[], assertion?: Assertion): Promise<Response>;
  token(...scopes: string[]): Promise<string>;
  /** The authentication request that an honest tool answers a login initiation with. */
  authenticationRequest(login: FormPost, changes?: Record<string, string | null>): string;
  deepLinkingResponse(items: object[], changes?: JWTPayload): Promise<string>;
  close(): void;
}

/** The least that is a tool: a key set, and what it signs. Registered by hand with `sandbox`. */
export async function startToolClient(sandbox: Sandbox): Promise<ToolClient> {
  let key = await firstKey;
  let reads = 0;
  const server = createServer((_req, res) => {
    reads += 1;
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ keys: [key.jwk] }));
  });
  const url = await listen(server);
  const registration = await sandbox.registerTool({
    clientName: 'Tool',
    loginUrl: `${url}/login`,
    redirectUris: [`${url}/launch`],
    targetLinkUrl: `${url}/launch`,
    deepLinkUrl: `${url}/pick`,
    jwksUrl: `${url}/jwks`,
  });
  const { clientId, issuer, deploymentId, tokenUrl } = registration;
  const now = (): number => Math.floor(Date.now() / 1000);
  const sign: ToolClient['sign'] = (payload, { key: other, kid } = {}) =>
    new SignJWT({ iat: now() - 5, exp: now() + 60, ...payload })
      .setProtectedHeader({ alg: 'RS256', kid: kid ?? key.jwk.kid ?? '' })
      .sign(other ?? key.privateKey);
  const requestToken: ToolClient['requestToken'] = async (scopes, assertion = {}) => {
    const claims = { iss: clientId, sub: clientId, aud: tokenUrl, jti: randomUUID() };
    const signed = await sign({ ...claims, ...assertion.claims }, assertion);
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: type,
      client_assertion: signed,
      scope: scopes.join(' '),
    });
    return fetch(tokenUrl, { method: 'POST', body });
  };
  return {
    url,
    registration,
    jwksReads: () => reads,
    rotateKey: async () => {
      key = await newKey();
    },
    sign,
    requestToken,
    token: async (...scopes) => {
      const answer = (await (await requestToken(scopes)).json()) as { access_token: string };
      return answer.access_token;
    },
    authenticationRequest: ({ fields }, changes = {}) => {
      const request = new URL(registration.authorizationUrl);
      const parameters: Record<string, string | null | undefined> = {
        scope: 'openid',
        response_type: 'id_token',
        response_mode: 'form_post',
        prompt: 'none',
        client_id: clientId,
        redirect_uri: `${url}/launch`,
        login_hint: fields.login_hint,
        lti_message_hint: fields.lti_message_hint,
        state: 'the-state',
        nonce: 'the-nonce',
        ...changes,
      };
      for (const [name, value] of Object.entries(parameters))
        if (typeof value === 'string') request.searchParams.set(name, value);
      return request.href;
    },
    deepLinkingResponse: (items, changes = {}) =>
      sign({
        iss: clientId,
        aud: issuer,
        nonce: randomUUID(),
        [claim.messageType]: 'LtiDeepLinkingResponse',
        [claim.version]: '1.3.0',
        [claim.deploymentId]: deploymentId,
        [claim.contentItems]: items,
        ...changes,
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
