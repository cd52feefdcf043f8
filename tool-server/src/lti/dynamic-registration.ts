import { registrationRequest, type OfferedMessage, type PlatformRegistration } from '@chuyen-de/lti-config';
import { z } from 'zod';
import { withoutEndSlashes } from '../kernel/text.rules.ts';
import { firstOf } from './claims.rules.ts';
import { PATHS } from './engine.ts';
import type { InvitationCheck, Invitations } from './invitations.ts';
import type { Outbound, OutboundReply } from './outbound.ts';
import type { Platforms } from './platforms.ts';
import type { RegisterPlatform } from './register-platform.ts';
import { changesOf, type RegistrationOutcome } from './registration-outcome.ts';
import { parseJson } from './reply.rules.ts';
import { iconAddress, launchAddress } from './tool-addresses.ts';

const PLATFORM_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/** What a header can carry. @see RFC 6750 §2.1 */
const REGISTRATION_TOKEN = /^[\x21-\x7e]+$/;

/** Longer addresses and ids are none that an LMS has. */
const address = z
  .string()
  .max(2_000)
  .pipe(z.url({ protocol: /^https?$/ }));
const id = z.string().min(1).max(255);
const OpenIdConfiguration = z.object({
  issuer: address,
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  registration_endpoint: address,
  authorization_server: z.string().min(1).max(2_000).optional().catch(undefined),
  [PLATFORM_CONFIGURATION]: z
    .object({
      product_family_code: z.string().min(1).max(100).optional().catch(undefined),
      version: z.string().max(100).optional().catch(undefined),
      messages_supported: firstOf(
        z.object({ type: z.string(), placements: firstOf(z.string()).optional().catch(undefined) }),
      )
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type OpenIdConfiguration = z.infer<typeof OpenIdConfiguration>;

const RegistrationReply = z.object({
  client_id: id,
  [TOOL_CONFIGURATION]: z
    .object({ deployment_id: z.coerce.string().pipe(id).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** What an administrator is shown before the LMS is entered. */
export interface RegistrationPlan {
  /** The LMS is registered; registering again may bring that up to date. */
  known: boolean;
  issuer: string;
  family: string;
  version: string | undefined;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  keySetUrl: string;
  messages: OfferedMessage[] | undefined;
}

type Registered = { ok: true; plan: RegistrationPlan; outcome: RegistrationOutcome };

export type RegistrationFault =
  | Extract<InvitationCheck, { ok: false }>['reason']
  | 'configuration_missing'
  | 'configuration_unreachable'
  | 'configuration_invalid'
  | 'token_invalid'
  | 'foreign_host'
  | 'address_not_allowed'
  | 'registration_refused';

interface FailedRegistration {
  ok: false;
  reason: RegistrationFault;
  detail?: string;
}

export interface RegistrationRequest {
  invitation: string;
  openidConfiguration?: string | undefined;
  registrationToken?: string | undefined;
}

interface Deps {
  publicUrl: string;
  invitations: Invitations;
  outbound: Outbound;
  platforms: Platforms;
  registerPlatform: RegisterPlatform;
}

const fail = (reason: RegistrationFault, detail?: string): FailedRegistration => ({
  ok: false,
  reason,
  ...(detail !== undefined && { detail }),
});

const failedReply = (reply: OutboundReply, unanswered: RegistrationFault): FailedRegistration => {
  if (reply.ok) return fail(unanswered, `status ${reply.status}`);
  return fail(reply.code === 'address_not_allowed' ? reply.code : unanswered, reply.message);
};

const canBeSent = ({ registrationToken }: RegistrationRequest): boolean =>
  registrationToken === undefined || REGISTRATION_TOKEN.test(registrationToken);

const sameHost = (a: string, b: string): boolean => new URL(a).host === new URL(b).host;

const planOf = (configuration: OpenIdConfiguration): Omit<RegistrationPlan, 'known'> => {
  const platform = configuration[PLATFORM_CONFIGURATION];
  return {
    issuer: configuration.issuer,
    family: platform?.product_family_code ?? 'LMS',
    version: platform?.version,
    authorizationEndpoint: configuration.authorization_endpoint,
    tokenEndpoint: configuration.token_endpoint,
    keySetUrl: configuration.jwks_uri,
    messages: platform?.messages_supported,
  };
};

/** Whether an address lies below another, by its path. */
function isBelow(address: string, base: string): boolean {
  const path = `${withoutEndSlashes(new URL(base).pathname)}/`;
  return sameHost(address, base) && new URL(address).pathname.startsWith(path);
}

interface ReadConfiguration {
  ok: true;
  configuration: OpenIdConfiguration;
  known: boolean;
}

const fullPlan = ({ configuration, known }: ReadConfiguration): RegistrationPlan => ({
  ...planOf(configuration),
  known,
});

/**
 * Reads what the LMS says of itself. Whoever serves it has to be the issuer, and to register with the issuer;
 * the other endpoints may be elsewhere (Brightspace, Canvas), but nowhere that we may not ask.
 */
function makeReadConfiguration({ outbound, platforms }: Deps) {
  return async (url: string): Promise<ReadConfiguration | FailedRegistration> => {
    const reply = await outbound.send(url, { headers: { Accept: 'application/json' } });
    if (!reply.ok || reply.status !== 200) return failedReply(reply, 'configuration_unreachable');
    const parsed = OpenIdConfiguration.safeParse(parseJson(reply.text));
    if (!parsed.success)
      return fail('configuration_invalid', parsed.error.issues.map(({ path }) => path.join('.')).join(' '));
    const configuration = parsed.data;
    for (const own of [url, configuration.registration_endpoint])
      if (!sameHost(own, configuration.issuer)) return fail('foreign_host', new URL(own).host);
    for (const endpoint of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const)
      if (!outbound.allows(configuration[endpoint]))
        return fail('address_not_allowed', new URL(configuration[endpoint]).host);
    const known = (await platforms.findByIssuer(configuration.issuer)).length > 0;
    // Several LMSs may share a host: who changes a registration has to speak from the issuer's own path.
    if (known && !isBelow(url, configuration.issuer)) return fail('foreign_host', url.split('?')[0]);
    return { ok: true, configuration, known };
  };
}

const registrationOf = (
  configuration: OpenIdConfiguration,
  reply: z.infer<typeof RegistrationReply>,
): PlatformRegistration => {
  const { family } = planOf(configuration);
  const deploymentId = reply[TOOL_CONFIGURATION]?.deployment_id;
  const { authorization_server: tokenAudience } = configuration;
  return {
    name: `${family} (${new URL(configuration.issuer).host})`,
    family,
    issuer: configuration.issuer,
    clientId: reply.client_id,
    authorizationEndpoint: configuration.authorization_endpoint,
    tokenEndpoint: configuration.token_endpoint,
    ...(tokenAudience !== undefined && { tokenAudience }),
    keySetUrl: configuration.jwks_uri,
    deploymentIds: deploymentId === undefined ? [] : [deploymentId],
    // An LMS that names no deployment makes them later, and the first launch is the first we hear of it.
    learnDeployments: deploymentId === undefined,
  };
};

/** Registers the tool with the LMS, then the LMS with the tool. */
function makeRegisterBoth({ publicUrl, outbound, platforms, registerPlatform }: Deps) {
  const tool = {
    login: `${publicUrl}${PATHS.login}`,
    launch: launchAddress(publicUrl),
    keySet: `${publicUrl}${PATHS.keySet}`,
    icon: iconAddress(publicUrl),
  };
  return async (
    configuration: OpenIdConfiguration,
    registrationToken: string | undefined,
  ): Promise<{ ok: true; outcome: RegistrationOutcome } | FailedRegistration> => {
    const reply = await outbound.send(configuration.registration_endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        ...(registrationToken !== undefined && { Authorization: `Bearer ${registrationToken}` }),
      },
      body: JSON.stringify(registrationRequest(tool, planOf(configuration).messages)),
    });
    if (!reply.ok || reply.status < 200 || reply.status > 299)
      return failedReply(reply, 'registration_refused');
    const parsed = RegistrationReply.safeParse(parseJson(reply.text));
    if (!parsed.success) return fail('registration_refused', 'no client_id in the answer');
    const registration = registrationOf(configuration, parsed.data);
    // An LMS that updates a registration has changed its side before it answers: ours follows.
    const [known] = await platforms.findByIssuer(registration.issuer, registration.clientId);
    if (!known) {
      await registerPlatform.register(registration);
      return { ok: true, outcome: { kind: 'registered' } };
    }
    const outcome = await changesOf(known, registration, platforms);
    await registerPlatform.update(known, registration);
    return { ok: true, outcome };
  };
}

/** Registration by an address that an LMS's administrator enters. @see LTI Dynamic Registration 1.0 */
export function makeDynamicRegistration(deps: Deps) {
  const { invitations } = deps;
  const readConfiguration = makeReadConfiguration(deps);
  const registerBoth = makeRegisterBoth(deps);

  async function attempt(url: string, token: string | undefined): Promise<Registered | FailedRegistration> {
    const read = await readConfiguration(url);
    if (!read.ok) return read;
    const done = await registerBoth(read.configuration, token);
    return done.ok ? { ok: true, plan: fullPlan(read), outcome: done.outcome } : done;
  }

  async function readPlan(url: string): Promise<{ ok: true; plan: RegistrationPlan } | FailedRegistration> {
    const read = await readConfiguration(url);
    return read.ok ? { ok: true, plan: fullPlan(read) } : read;
  }

  return {
    /** What would be registered; changes nothing. */
    async plan(request: RegistrationRequest): ReturnType<typeof readPlan> {
      const invited = await invitations.check(request.invitation);
      if (!invited.ok) return invited;
      if (request.openidConfiguration === undefined) return fail('configuration_missing');
      if (!canBeSent(request)) return fail('token_invalid');
      return readPlan(request.openidConfiguration);
    },

    /** Registers, and uses the invitation up; a registration that comes to nothing gives it back. */
    async register(request: RegistrationRequest): Promise<Registered | FailedRegistration> {
      if (request.openidConfiguration === undefined) return fail('configuration_missing');
      if (!canBeSent(request)) return fail('token_invalid');
      const taken = await invitations.take(request.invitation);
      if (!taken.ok) return taken;
      let done: Awaited<ReturnType<typeof attempt>> | undefined;
      try {
        done = await attempt(request.openidConfiguration, request.registrationToken);
        return done;
      } finally {
        if (!done?.ok) await invitations.giveBack(request.invitation);
      }
    },
  };
}

export type DynamicRegistration = ReturnType<typeof makeDynamicRegistration>;
