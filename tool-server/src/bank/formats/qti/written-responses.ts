import { escapeXml } from '../xml/write-xml.ts';

interface MapEntry {
  key: string;
  value: number;
  exactCase?: boolean;
}

/** What an answer is held against. */
interface Declaration {
  identifier: string;
  cardinality: 'single' | 'multiple' | 'ordered';
  type: 'identifier' | 'string' | 'float' | 'directedPair';
  correct?: readonly string[];
  /** What each answer earns, where it is not all or nothing. */
  mapping?: { entries: readonly MapEntry[]; bounds?: string };
}

/** The most and the least that a question earns, however answers are mapped. */
export const WITHIN_ONE = ' lower-bound="0" upper-bound="1"';

const entryXml = ({ key, value, exactCase }: MapEntry): string =>
  `<qti-map-entry map-key="${escapeXml(key)}" mapped-value="${value}"${exactCase === undefined ? '' : ` case-sensitive="${exactCase}"`}/>`;

const valueXml = (value: string): string => `<qti-value>${escapeXml(value)}</qti-value>`;

export const declarationXml = ({ identifier, cardinality, type, correct, mapping }: Declaration): string =>
  [
    `<qti-response-declaration identifier="${identifier}" cardinality="${cardinality}" base-type="${type}">`,
    ...(correct && correct.length > 0
      ? [`<qti-correct-response>${correct.map(valueXml).join('')}</qti-correct-response>`]
      : []),
    ...(mapping
      ? [
          `<qti-mapping default-value="0"${mapping.bounds ?? ''}>${mapping.entries.map(entryXml).join('')}</qti-mapping>`,
        ]
      : []),
    '</qti-response-declaration>',
  ].join('');

const TEMPLATES = 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates';
export const MATCH_CORRECT = `<qti-response-processing template="${TEMPLATES}/match_correct.xml"/>`;
export const MAP_RESPONSE = `<qti-response-processing template="${TEMPLATES}/map_response.xml"/>`;

export const processing = (rules: readonly string[]): string =>
  `<qti-response-processing>${rules.join('')}</qti-response-processing>`;

const score = (value: string): string =>
  `<qti-set-outcome-value identifier="SCORE"><qti-sum><qti-variable identifier="SCORE"/>${value}</qti-sum></qti-set-outcome-value>`;

/** Adds what a response is mapped to. */
export const addMapped = (identifier: string): string =>
  score(`<qti-map-response identifier="${identifier}"/>`);

/** Adds points for a number that is near enough. */
export function addNear(
  identifier: string,
  tolerance: number | { percent: number } | undefined,
  points: number,
): string {
  const [mode, off] =
    typeof tolerance === 'object' ? ['relative', tolerance.percent] : ['absolute', tolerance ?? 0];
  return [
    '<qti-response-condition><qti-response-if>',
    `<qti-equal tolerance-mode="${mode}" tolerance="${off} ${off}">`,
    `<qti-variable identifier="${identifier}"/><qti-correct identifier="${identifier}"/></qti-equal>`,
    score(`<qti-base-value base-type="float">${points}</qti-base-value>`),
    '</qti-response-if></qti-response-condition>',
  ].join('');
}
