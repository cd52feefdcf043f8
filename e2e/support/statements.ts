import { setTimeout as wait } from 'node:timers/promises';
import type { System } from './system.ts';

interface Told {
  verb: { id: string };
  object: { id: string };
}

async function read(system: System): Promise<Told[]> {
  const response = await fetch(`${system.toolUrl}/xapi/statements?limit=500`, {
    headers: {
      Authorization: `Basic ${Buffer.from(system.credentials).toString('base64')}`,
      'X-Experience-API-Version': '1.0.3',
    },
  });
  return ((await response.json()) as { statements: Told[] }).statements;
}

/** Counts what has been told of activities whose addresses match, by the last part of the verb's IRI. */
const countVerbs = (told: Told[], activities: RegExp): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { verb, object } of told) {
    if (!activities.test(object.id)) continue;
    const name = verb.id.slice(verb.id.lastIndexOf('/') + 1);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

/**
 * How often each verb has been told of some activities, once `last` is among them so many `times`: telling follows
 * at its own pace what it tells of.
 */
export async function verbsTold(
  system: System,
  activities: RegExp,
  last: string,
  times = 1,
): Promise<Record<string, number>> {
  for (;;) {
    const counts = countVerbs(await read(system), activities);
    if ((counts[last] ?? 0) >= times) return counts;
    await wait(100);
  }
}
