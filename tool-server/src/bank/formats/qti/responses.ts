import { childNamed, childrenNamed, textIn, type XmlElement } from '../xml/read-xml.ts';
import { within } from './element.ts';

/** What an answer is held against, and what it earns. */
export interface Response {
  cardinality: string;
  baseType: string;
  correct: string[];
  /** What answers earn by themselves; absent: nothing is said of single ones. */
  mapping?: { key: string; value: number; exactCase?: boolean }[];
  /** Whether a share counts, and not all or nothing. */
  isMapped: boolean;
  /** Of numbers, and what is earned for one that is near enough. */
  near?: { tolerance: number | { percent: number }; points: number };
}

function mappingOf(declaration: XmlElement): Response['mapping'] {
  const mapping = childNamed(declaration, 'mapping');
  if (!mapping) return undefined;
  return childrenNamed(mapping, 'mapEntry').map(({ attributes }) => ({
    key: attributes['mapKey'] ?? '',
    value: Number(attributes['mappedValue'] ?? 0),
    ...(attributes['caseSensitive'] !== undefined && { exactCase: attributes['caseSensitive'] === 'true' }),
  }));
}

/** How far a number may be off, as `equal` has it: two figures, or one for both. */
function nearOf(processing: XmlElement | undefined, identifier: string): Response['near'] {
  if (!processing) return undefined;
  for (const condition of within(processing, 'responseIf')) {
    const equal = within(condition, 'equal').find((one) =>
      within(one, 'variable').some(({ attributes }) => attributes['identifier'] === identifier),
    );
    if (!equal) continue;
    const { toleranceMode = 'exact', tolerance = '0' } = equal.attributes;
    const off = Math.max(...tolerance.trim().split(/\s+/u).map(Number).map(Math.abs));
    const points = Number(textIn(within(condition, 'baseValue')[0]).trim() || 1);
    return {
      tolerance: toleranceMode === 'relative' ? { percent: off } : toleranceMode === 'exact' ? 0 : off,
      points,
    };
  }
  return undefined;
}

const isMappedBy = (processing: XmlElement | undefined, identifier: string): boolean =>
  processing !== undefined &&
  (/map_response/u.test(processing.attributes['template'] ?? '') ||
    within(processing, 'mapResponse').some(({ attributes }) => attributes['identifier'] === identifier));

/** What answers to the interactions of an item are held against, by their identifiers. */
export function responsesIn(item: XmlElement): ReadonlyMap<string, Response> {
  const processing = childNamed(item, 'responseProcessing');
  return new Map(
    childrenNamed(item, 'responseDeclaration').map((declaration) => {
      const { identifier = '', cardinality = 'single', baseType = '' } = declaration.attributes;
      const values = childrenNamed(childNamed(declaration, 'correctResponse'), 'value');
      const [mapping, near] = [mappingOf(declaration), nearOf(processing, identifier)];
      const response: Response = {
        ...{ cardinality, baseType, correct: values.map((value) => textIn(value).trim()) },
        ...(mapping && { mapping }),
        ...(near && { near }),
        isMapped: isMappedBy(processing, identifier),
      };
      return [identifier, response] as const;
    }),
  );
}

/** Rules of its own by which an item is marked, of which nothing is known here. */
export function hasOwnRules(item: XmlElement): boolean {
  const processing = childNamed(item, 'responseProcessing');
  if (!processing) return false;
  const isKnown = ['match', 'mapResponse', 'equal', 'stringMatch'].some(
    (name) => within(processing, name).length > 0,
  );
  return !isKnown && !/match_correct|map_response/u.test(processing.attributes['template'] ?? '');
}
