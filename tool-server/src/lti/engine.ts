import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import {
  Provider as shared,
  type DatabasePlugin,
  type Platform,
  type PlatformRegistration,
  type Provider,
} from 'ltijs';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { ltijsPlatform, makeLtijsStore } from './ltijs-store.ts';
import type { StoredPlatform } from './platform.model.ts';
import { deriveKey, type Seal } from '../kernel/seal.ts';

/** Local paths; the LMS knows them behind PUBLIC_URL. */
export const PATHS = {
  login: '/lti/login',
  launch: '/lti/launch',
  keySet: '/lti/jwks',
  register: '/lti/register',
  icon: '/lti/icon.svg',
} as const;

/** How old a token may be, for the guard as for ltijs: a minute or two on the way, and clocks that differ as much. */
export const TOKEN_MAX_AGE_SECONDS = 240;

type EngineOutcome = { ok: true } | { ok: false; message: string };

/** What ltijs needs to know of the launch in hand, without asking the store or the network again. */
interface LaunchScope {
  platform: StoredPlatform;
  key: KeyObject;
  settle: (outcome: EngineOutcome) => void;
}

interface Deps {
  connection: Connection;
  clock: Clock;
  secret: string;
  seal: Seal;
}

type Scopes = WeakMap<object, LaunchScope>;

interface RefusedResponse {
  locals: { err?: { details: { message: string } } };
}

function setUp(
  provider: Provider,
  plugin: DatabasePlugin,
  { secret, scopes }: { secret: string; scopes: Scopes },
): void {
  // As a key object: of a text ltijs would try to read a private key, at each launch, for a millisecond.
  const engineKey = createSecretKey(deriveKey(secret, 'ltijs'));
  provider.setup(
    engineKey,
    { plugin },
    {
      appRoute: PATHS.launch,
      loginRoute: PATHS.login,
      keysetRoute: PATHS.keySet,
      dynRegRoute: PATHS.register,
      cors: false,
      tokenMaxAge: TOKEN_MAX_AGE_SECONDS,
      ltiaas: true,
      serverAddon: (app) => {
        app.use((req, _res, next) => {
          // ltijs trusts its state cookie; the guard has bound the state to the browser in its stead.
          const issuer = scopes.get(req)?.platform.issuer;
          req.signedCookies = issuer === undefined ? {} : { [`state${req.body['state'] ?? ''}`]: issuer };
          next();
        });
      },
    },
  );
  const accept = (_token: unknown, req: object) => scopes.get(req)?.settle({ ok: true });
  const refuse = (fallback: string) => (req: object, res: RefusedResponse) =>
    scopes.get(req)?.settle({ ok: false, message: res.locals.err?.details.message ?? fallback });
  provider.onConnect(accept);
  provider.onDeepLinking(accept);
  provider.onInvalidToken(refuse('INVALID_TOKEN'));
  provider.onSessionTimeout(refuse('SESSION_TIMEOUT'));
  provider.onUnregisteredPlatform(refuse('UNREGISTERED_PLATFORM'));
  provider.onInactivePlatform(refuse('PLATFORM_NOT_ACTIVATED'));
}

/** Starts ltijs without its server, and takes back the signal handler by which it would end our process. */
async function deploy(provider: Provider): Promise<void> {
  const before = new Set(process.listeners('SIGINT'));
  await provider.deploy({ serverless: true, silent: true });
  for (const listener of process.listeners('SIGINT'))
    if (!before.has(listener)) process.removeListener('SIGINT', listener);
}

/**
 * Tells ltijs' parsers, of an older generation, that body and cookies are read already. The secret signs what
 * ltijs clears: a cookie that never leaves, see `keepAsIs`.
 */
const asParsed = (req: Request): Request =>
  Object.assign(req, { _body: true, cookies: {}, secret: 'not used' });

/** Express 4, which ltijs brings along, leaves its prototypes and headers behind: puts ours back. */
function keepAsIs(req: Request, res: Response): () => void {
  const prototypes = [Object.getPrototypeOf(req), Object.getPrototypeOf(res)] as [object, object];
  const headers = res.getHeaders();
  return () => {
    Object.setPrototypeOf(req, prototypes[0]);
    Object.setPrototypeOf(res, prototypes[1]);
    for (const name of res.getHeaderNames()) {
      const before = headers[name];
      if (before === undefined) res.removeHeader(name);
      else res.setHeader(name, before);
    }
  };
}

/** Lets ltijs check a launch whose body is parsed and whose token was verified with `key`. */
const makeProcessLaunch =
  (provider: Provider, scopes: Scopes, handOver: (scope: LaunchScope | undefined) => void) =>
  async (req: Request, res: Response, platform: StoredPlatform, key: KeyObject): Promise<EngineOutcome> => {
    const restore = keepAsIs(req, res);
    const outcome = await new Promise<EngineOutcome>((settle, reject) => {
      const scope = { platform, key, settle };
      scopes.set(req, scope);
      handOver(scope);
      provider.app(asParsed(req), res, (error) => {
        reject(error instanceof Error ? error : new Error('ltijs passed a launch on'));
      });
      handOver(undefined);
    });
    restore();
    return outcome;
  };

/** ltijs behind the guard: it processes launches and keeps registrations, keys and access tokens. */
export async function makeEngine({ connection, clock, secret, seal }: Deps) {
  const scopes: Scopes = new WeakMap();
  // ltijs asks for the platform before it first waits for anything, so that a variable can tell which launch
  // asks. Should that change, it finds the platform in the store, without a key, and refuses.
  let handedOver: LaunchScope | undefined;
  const launchPlatform = () =>
    handedOver && {
      ...ltijsPlatform(handedOver.platform),
      authConfig: { method: 'RSA_KEY', key: handedOver.key },
    };
  const store = makeLtijsStore({ connection, clock, seal, launchPlatform });
  // Its class by way of the module's one instance: two tools in one process must not share their settings.
  const provider = new (shared.constructor as new () => Provider)();
  setUp(provider, store.plugin, { secret, scopes });
  await deploy(provider);

  async function platformOf({ issuer, clientId }: StoredPlatform): Promise<Platform> {
    const platform = await provider.getPlatform(issuer, clientId);
    if (!platform) throw new Error(`ltijs does not know the platform ${issuer}`);
    return platform;
  }

  return {
    processLaunch: makeProcessLaunch(provider, scopes, (scope) => {
      handedOver = scope;
    }),

    register: (registration: PlatformRegistration): Promise<Platform> =>
      provider.registerPlatform(registration),

    /** Our key for a platform, PEM, with its id. */
    async signingKey(platform: StoredPlatform): Promise<{ kid: string; pem: string }> {
      const found = await platformOf(platform);
      return { kid: await found.platformKid(), pem: await found.platformPrivateKey() };
    },

    keySet: ((req, res, next) => {
      res.setHeader('Cache-Control', 'no-cache');
      provider.app(asParsed(req), res, next);
    }) satisfies RequestHandler,

    keys: store.keys,
    tokens: store.tokens,
  };
}

export type Engine = Awaited<ReturnType<typeof makeEngine>>;
