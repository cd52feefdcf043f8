import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { makeAccessTokens } from './access-tokens.ts';
import { makeRegistry } from './administration.ts';
import { makeAgs } from './ags.ts';
import { makeNrps } from './nrps.ts';
import { makeOutbound } from './outbound.ts';
import type { OutboundPolicy } from './outbound-policy.ts';
import { makeServiceCalls } from './service-calls.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  publicUrl: string;
  /** Seals our private keys. */
  secret: string;
  policy: OutboundPolicy;
}

/** The LMSs that are registered, and the services that they offer: what other rooms may need before any launch. */
export async function openLmsServices(deps: Deps) {
  const registry = await makeRegistry(deps);
  const outbound = makeOutbound(deps.policy);
  const { engine, platforms } = registry;
  const accessTokens = makeAccessTokens({ engine, outbound, clock: deps.clock });
  const callService = makeServiceCalls({ platforms, outbound, accessTokens, clock: deps.clock });
  return { registry, outbound, ags: makeAgs(callService), nrps: makeNrps(callService) };
}

export type LmsServices = Awaited<ReturnType<typeof openLmsServices>>;
