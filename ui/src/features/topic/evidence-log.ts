import type { MaterialEvidence } from '@chuyen-de/contracts';

interface Deps {
  id: string;
  send: (evidence: MaterialEvidence, keepalive: boolean) => Promise<void>;
}

/** So many pieces the server takes at a time; who jumps about makes many small ones. */
const MOST_SEGMENTS = 100;

/** What is played or looked at of a material, kept until the server has taken it. */
export function makeEvidenceLog({ id, send }: Deps) {
  let segments: [number, number][] = [];
  let place = 0;
  let length = 0;
  let isDirty = false;
  let inFlight = false;

  return {
    /** It was played from one moment to another. */
    played(from: number, to: number) {
      const last = segments.at(-1);
      if (last?.[1] === from) last[1] = to;
      else segments.push([from, to]);
      isDirty = true;
    },

    at(now: { place: number; length: number }) {
      isDirty ||= now.place !== place;
      ({ place, length } = now);
    },

    async report(keepalive = false) {
      if (inFlight || !isDirty) return;
      inFlight = true;
      isDirty = false;
      const sent = segments.slice(0, MOST_SEGMENTS);
      segments = segments.slice(MOST_SEGMENTS);
      try {
        await send({ id, segments: sent, length, place }, keepalive);
      } catch {
        // Told with the next one.
        segments = [...sent, ...segments];
        isDirty = true;
      } finally {
        inFlight = false;
      }
    },
  };
}

export type EvidenceLog = ReturnType<typeof makeEvidenceLog>;
