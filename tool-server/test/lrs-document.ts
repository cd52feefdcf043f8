import { createHash, randomUUID } from 'node:crypto';
import type { Call, LrsRooms } from './lrs-rooms.ts';

export const agent = (name = 'an') =>
  JSON.stringify({ objectType: 'Agent', account: { homePage: 'https://lms.example', name } });
export const activityId = 'https://tool.example/exams/KT01';

/** Addresses of a fresh document of each kind. */
export const addresses = {
  '/activities/state': () => ({ activityId, agent: agent(), stateId: randomUUID() }),
  '/activities/profile': () => ({ activityId, profileId: randomUUID() }),
  '/agents/profile': () => ({ agent: agent(), profileId: randomUUID() }),
};
export type Resource = keyof typeof addresses;
export const resources = Object.keys(addresses) as Resource[];
const versions = ['1.0.3', '2.0.0'];
export const everyKind = resources.flatMap((resource) =>
  versions.map((version) => [resource, version] as const),
);
export const profiles = resources.filter((resource) => resource.endsWith('/profile'));

export const sha1 = (content: string | Uint8Array): string =>
  createHash('sha1').update(content).digest('hex');
export const FRESH = { 'If-None-Match': '*' };

/** A client for one document. */
export function clientOf(
  rooms: LrsRooms,
  resource: Resource,
  version: string,
  query: Record<string, string> = addresses[resource](),
) {
  const call = (method: string, more: Call = {}) => rooms.call(resource, { method, version, query, ...more });
  return {
    query,
    put: (body: unknown, headers: Record<string, string> = {}) => call('PUT', { body, headers }),
    post: (body: unknown, headers: Record<string, string> = {}) => call('POST', { body, headers }),
    get: () => call('GET'),
    head: () => call('HEAD'),
    remove: (headers: Record<string, string> = {}) => call('DELETE', { headers }),
  };
}
