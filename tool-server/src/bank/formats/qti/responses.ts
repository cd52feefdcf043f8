import { childNamed, childrenNamed, textIn, type XmlElement } from '../xml/read-xml.ts';
import { within } from './element.ts';

/** What an answer is held against, and what it earns. */
export interface Response {
  cardinality: string;
  baseType: string;
  /** What is right: as it is said, else what most is given for, else the number that answers are held against. */
  key: string[];
  /** What answers earn by themselves, and those that are not among them; absent: nothing is said of single ones. */
  mapping?: { entries: { key: string; value: number; exactCase?: boolean }[]; otherwise: number };
  /** Whether a share counts, and not all or nothing. */
  isMapped: boolean;
  /** Of numbers, what they are held against where that is said here, and what is earned for one that is near enough. */
  near?: { answer?: string; tolerance: number | { percent: number }; points: number };
}

function mappingOf(declaration: XmlElement): Response['mapping'] {
  const mapping = childNamed(declaration, 'mapping');
  if (!mapping) return undefined;
  const entries = childrenNamed(mapping, 'mapEntry').map(({ attributes }) => ({
    key: attributes['mapKey'] ?? '',
    value: Number(attributes['mappedValue'] ?? 0),
    ...(attributes['caseSensitive'] !== undefined && { exactCase: attributes['caseSensitive'] === 'true' }),
  }));
  return { entries, otherwise: Number(mapping.attributes['defaultValue'] ?? 0) };
}

/** Of a mapping what earns most where one is chosen; what earns anything where several are. */
function bestOf({ entries }: NonNullable<Response['mapping']>, cardinality: string): string[] {
  const most = Math.max(...entries.map(({ value }) => value));
  const isRight = (value: number): boolean => value > 0 && (cardinality !== 'single' || value === most);
  return entries.filter(({ value }) => isRight(value)).map(({ key }) => key);
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
    const [earned] = within(condition, 'setOutcomeValue').flatMap((set) => within(set, 'baseValue'));
    const [against] = within(equal, 'baseValue');
    return {
      ...(against && { answer: textIn(against).trim() }),
      points: Number(textIn(earned).trim() || 1),
      tolerance: toleranceMode === 'relative' ? { percent: off } : toleranceMode === 'exact' ? 0 : off,
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
      const correct = values.map((value) => textIn(value).trim());
      const [mapping, near] = [mappingOf(declaration), nearOf(processing, identifier)];
      const others = mapping ? bestOf(mapping, cardinality) : near?.answer !== undefined ? [near.answer] : [];
      const response: Response = {
        ...{ cardinality, baseType, key: correct.length > 0 ? correct : others },
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
