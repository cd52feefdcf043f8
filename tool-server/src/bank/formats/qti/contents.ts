import { literally, type QuestionContent } from '@chuyen-de/question-types';
import { creditedChoice, inexactNumber } from '../answers.ts';
import type { Remarks } from '../format.ts';
import { choiceOf, idAt, partsOf } from '../parts.ts';
import { programNumber } from '../text/numbers.ts';
import { childrenNamed, type XmlElement } from '../xml/read-xml.ts';
import { textOf } from './body.ts';
import { within } from './element.ts';
import type { Response } from './responses.ts';

type Read = (interaction: XmlElement, response: Response, remarks: Remarks) => QuestionContent | undefined;

const identifierOf = ({ attributes }: XmlElement): string => attributes['identifier'] ?? '';

function creditsOf(
  ids: readonly string[],
  { entries, otherwise }: NonNullable<Response['mapping']>,
  several: boolean,
): number[] {
  const values = ids.map((id) => entries.find(({ key }) => key === id)?.value ?? otherwise);
  const gains = values.filter((value) => value > 0);
  const most = several ? gains.reduce((sum, value) => sum + value, 0) : Math.max(0, ...gains);
  return values.map((value) => (most === 0 ? 0 : (value / most) * 100));
}

const choice: Read = (interaction, response, remarks) => {
  const choices = childrenNamed(interaction, 'simpleChoice');
  const ids = choices.map(identifierOf);
  const several = response.cardinality === 'multiple' && interaction.attributes['maxChoices'] !== '1';
  const right = ids.flatMap((id, index) => (response.key.includes(id) ? [index] : []));
  if (ids.length === 2 && ids.includes('true') && ids.includes('false') && right.length === 1)
    return { type: 'true-false', key: ids[right[0] ?? 0] === 'true' };
  const texts = choices.map((one) => textOf(one, remarks));
  if (!response.isMapped || !response.mapping) return choiceOf(texts, right, several);
  const credits = creditsOf(ids, response.mapping, several);
  return creditedChoice(
    texts.map((text, index) => ({ text, credit: credits[index] ?? 0 })),
    several ? 'several' : 'one',
    remarks,
  );
};

const match: Read = (interaction, response, remarks) => {
  const [left = [], right = []] = childrenNamed(interaction, 'simpleMatchSet').map((set) =>
    childrenNamed(set, 'simpleAssociableChoice'),
  );
  const placeIn = (side: readonly XmlElement[], id: string | undefined): number =>
    side.findIndex((one) => identifierOf(one) === id);
  const key = new Map<string, string>();
  for (const [from, to] of response.key.map((pair) => pair.split(/\s+/u))) {
    const [at, goal] = [placeIn(left, from), placeIn(right, to)];
    if (at === -1 || goal === -1) continue;
    // One of ours goes with one.
    if (key.has(idAt(at))) remarks.add('scoring_changed', { what: `${from ?? ''} ${to ?? ''}` });
    else key.set(idAt(at), idAt(goal));
  }
  const texts = (side: readonly XmlElement[]): string[] => side.map((one) => textOf(one, remarks));
  if (key.size < left.length) remarks.add('key_missing');
  return {
    type: 'matching',
    left: partsOf(texts(left)),
    right: partsOf(texts(right)),
    key: Object.fromEntries(key),
    ...(!response.isMapped && { scoring: 'all-or-nothing' }),
  };
};

const order: Read = (interaction, { key }, remarks) => {
  const choices = childrenNamed(interaction, 'simpleChoice');
  const items = key.flatMap((id) => choices.filter((one) => identifierOf(one) === id));
  if (items.length < choices.length) remarks.add('key_missing');
  return {
    type: 'ordering',
    items: partsOf((items.length === 0 ? choices : items).map((one) => textOf(one, remarks))),
    ...(interaction.attributes['data-scoring'] === 'adjacent-pairs' && { scoring: 'adjacent-pairs' }),
  };
};

const essay: Read = () => ({ type: 'essay' });

const CONTENTS: ReadonlyMap<string, Read> = new Map([
  ['choiceInteraction', choice],
  ['matchInteraction', match],
  ['orderInteraction', order],
  ['extendedTextInteraction', essay],
]);

/** What an interaction that stands by itself asks; undefined: nothing that one of ours can. */
export const contentIn = (
  interaction: XmlElement,
  response: Response,
  remarks: Remarks,
): QuestionContent | undefined => CONTENTS.get(interaction.name)?.(interaction, response, remarks);

function shortAnswer({ key: said, mapping }: Response, remarks: Remarks) {
  const { entries, otherwise } = mapping ?? { entries: [], otherwise: 0 };
  const most = Math.max(0, ...entries.map(({ value }) => value));
  const right = entries.filter(({ value }) => value === most && value > 0);
  const earning = [...entries, { key: '…', value: otherwise }].filter(({ value }) => value > 0);
  if (earning.some(({ value, key }) => value < most || key === '…'))
    remarks.add('scoring_changed', { what: earning.map(({ key, value }) => `${key} ${value}`).join(', ') });
  const accepted = right.length > 0 ? right.map(({ key }) => key) : said;
  if (accepted.length === 0) remarks.add('key_missing');
  return {
    type: 'short-answer' as const,
    // A star stands for anything with us, and for itself there.
    accepted: [...new Set(accepted.map((text) => literally(text.normalize('NFC').trim())))],
    ...(right.some(({ exactCase }) => exactCase === true) && { exact: { case: true } }),
  };
}

const numeric = ({ key, near }: Response) => {
  const answer = programNumber(key[0] ?? '');
  const tolerance = near?.tolerance ?? 0;
  const content = inexactNumber(answer, typeof tolerance === 'number' ? tolerance : 0);
  if (content?.type !== 'numeric') return undefined;
  return { ...content, ...(typeof tolerance === 'object' && { tolerance }) };
};

export const isNumber = ({ baseType }: Response): boolean => baseType === 'float' || baseType === 'integer';

/** What stands among words asks; undefined: nothing that a gap of ours can. */
export function gapIn(interaction: XmlElement, response: Response, remarks: Remarks) {
  if (interaction.name === 'inlineChoiceInteraction') {
    const choices = childrenNamed(interaction, 'inlineChoice');
    const key = choices.findIndex((one) => response.key.includes(identifierOf(one)));
    return {
      type: 'single-choice' as const,
      options: partsOf(choices.map((one) => textOf(one, remarks))),
      key: key === -1 ? [] : [idAt(key)],
    };
  }
  if (isNumber(response)) return numeric(response);
  return shortAnswer(response, remarks);
}

/** How much a gap counts beside the others: whole numbers alone. */
export function weightOf({ mapping, near }: Response): number {
  const points = mapping ? Math.max(0, ...mapping.entries.map(({ value }) => value)) : (near?.points ?? 1);
  return Number.isInteger(points) && points > 1 && points <= 10 ? points : 1;
}

/** Where a unit stands behind the place for a number, as ours say it. */
export const unitIn = (body: XmlElement): XmlElement | undefined =>
  within(body, 'span').find(({ attributes }) => attributes['class'] === 'unit');
