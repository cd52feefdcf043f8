import { badRequest, refusal } from '../http/problem.ts';
import { memberSpans } from '../record-store/json-spans.ts';
import { parseJson } from '../validation/parse-json.ts';
import { isObject } from '../validation/structure.ts';

/** The part of a document that merging needs. */
interface Content {
  content: Buffer;
  contentType: string;
}

const isJson = (contentType: string): boolean => /^application\/json\s*(;|$)/i.test(contentType);

/** The members of a JSON object by name, their values as text: numbers keep the digits that they came with. */
function membersOf({ content, contentType }: Content, which: string): Map<string, string> {
  if (!isJson(contentType))
    throw badRequest(`${which} is not application/json, and only JSON objects can be merged`);
  const parsed = parseJson(content);
  if (!parsed.ok) throw refusal(parsed, which);
  if (!isObject(parsed.value))
    throw badRequest(`${which} is not a JSON object, and only JSON objects can be merged`);
  const { text } = parsed;
  return new Map(memberSpans(text).map(({ name, valueStart, end }) => [name, text.slice(valueStart, end)]));
}

/**
 * The content after a POST: each property of the posted object in place of the existing one's, no deeper.
 * @throws XapiProblem 400 unless both are JSON objects; 413 when one has too many values
 * @see xAPI 1.0.3 Communication §2.2, "JSON Procedure with Requirements"
 */
export function mergeDocuments(posted: Content, existing: Content | undefined): Buffer {
  const changes = membersOf(posted, 'the document posted');
  if (!existing) return posted.content;
  const merged = new Map([...membersOf(existing, 'the existing document'), ...changes]);
  return Buffer.from(`{${[...merged].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`);
}
