import { makeHeldInTab } from './held-in-tab.ts';

const held = makeHeldInTab('chuyen-de.device');

function freshId(): string {
  // randomUUID is absent where the page came over plain http, as on a school's own network.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The identifier that this tab gives itself, kept over a reload. */
export function deviceId(): string {
  const known = held.get();
  if (known !== undefined) return known;
  const id = freshId();
  held.set(id);
  return id;
}
