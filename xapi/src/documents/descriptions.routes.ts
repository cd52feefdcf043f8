import type { Access } from '../access/access.ts';
import { demand } from '../access/permissions.ts';
import type { XapiReply, XapiRequest, XapiRoute } from '../http/exchange.ts';
import { allowParameters } from '../http/parameters.ts';
import { VERSIONS } from '../http/version.ts';
import { tagOf } from './documents.routes.ts';
import { activityParameter, agentParameter } from './parse-address.ts';
import { personOf } from './person.ts';

/** What is known from statements, of those that an access may know. */
export interface Descriptions {
  /** An activity with its canonical definition; undefined when none is known. */
  findActivity(id: string, access: Access): Promise<object | undefined>;
  /** The names by which statements call an agent. */
  findNames(agent: string, access: Access): Promise<string[]>;
}

const replyOf = (value: object): XapiReply => {
  const body = JSON.stringify(value);
  return { status: 200, headers: { ETag: tagOf(body) }, body };
};

/**
 * The resources that describe: activities, agents, and the record store itself.
 * @see xAPI 1.0.3 Communication §2.4, §2.5, §2.8
 */
export function descriptionRoutes(
  descriptions: Descriptions,
  extensions: Record<string, unknown>,
): XapiRoute[] {
  async function getActivity(request: XapiRequest): Promise<XapiReply> {
    demand(request.access, 'read activities and agents');
    allowParameters(request.query, ['activityId']);
    const id = activityParameter(request);
    return replyOf((await descriptions.findActivity(id, request.access)) ?? { objectType: 'Activity', id });
  }

  async function getAgent(request: XapiRequest): Promise<XapiReply> {
    demand(request.access, 'read activities and agents');
    allowParameters(request.query, ['agent']);
    const { agent, key } = agentParameter(request);
    return replyOf(personOf(agent, await descriptions.findNames(key, request.access)));
  }

  function getAbout(request: XapiRequest): XapiReply {
    allowParameters(request.query, []);
    return replyOf({ version: VERSIONS, extensions });
  }

  return [
    { path: '/activities', isLarge: true, GET: getActivity },
    { path: '/agents', isLarge: true, GET: getAgent },
    { path: '/about', GET: getAbout, open: true, anyVersion: true },
  ];
}
