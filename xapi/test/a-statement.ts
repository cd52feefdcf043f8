import type { JsonObject } from '../src/validation/structure.ts';

export const anAgent = (change: JsonObject = {}): JsonObject => ({
  objectType: 'Agent',
  mbox: 'mailto:an@example.edu.vn',
  ...change,
});

export const anActivity = (change: JsonObject = {}): JsonObject => ({
  id: 'https://tool.example/topics/1',
  ...change,
});

/** A valid statement of both versions, as JSON. */
export const aStatement = (change: JsonObject = {}): JsonObject => ({
  actor: anAgent(),
  verb: { id: 'http://adlnet.gov/expapi/verbs/completed', display: { vi: 'đã hoàn thành' } },
  object: anActivity(),
  ...change,
});

export const aSubStatement = (change: JsonObject = {}): JsonObject =>
  aStatement({ objectType: 'SubStatement', ...change });
