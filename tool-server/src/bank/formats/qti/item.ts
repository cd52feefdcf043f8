import type { FormatRemark, PlaceInFile } from '@chuyen-de/contracts';
import type { QuestionContent } from '@chuyen-de/question-types';
import { remark, remarksAt, type FoundQuestion, type Gap, type Remarks } from '../format.ts';
import { CLOZE_STEM, GAP, idAt } from '../parts.ts';
import { childNamed, childrenNamed, textIn, type XmlElement } from '../xml/read-xml.ts';
import { inlineText, interactionsIn, isForCandidates, isInline, stemOf, textOf } from './body.ts';
import { contentIn, gapIn, isNumber, unitIn, weightOf } from './contents.ts';
import { within } from './element.ts';
import { hasOwnRules, responsesIn, type Response } from './responses.ts';
import { EXPLANATION, GAP_TEXT, OUR_TOOL } from './vocabulary.ts';

interface Asked {
  stem: string;
  content: QuestionContent;
}

const NOTHING: Response = { cardinality: 'single', baseType: 'string', key: [], isMapped: false };

/** Whether it says of itself that it is a text with gaps, as ours do: one may have its only gap at its end. */
const isGapText = (body: XmlElement): boolean =>
  within(body, 'div').some(({ attributes }) => attributes['class'] === GAP_TEXT);

function saidUnit(unit: XmlElement | undefined): { unit?: { vi: string } } {
  const vi = textIn(unit).replace(/\s+/gu, ' ').trim();
  return vi === '' ? {} : { unit: { vi } };
}

/** What is asked by interactions among words: one behind them all, or a text with gaps. */
function askedInline(
  body: XmlElement,
  interactions: readonly XmlElement[],
  responseOf: (interaction: XmlElement) => Response,
  remarks: Remarks,
): Asked | undefined {
  const [first] = interactions;
  const unit = first && interactions.length === 1 && isNumber(responseOf(first)) ? unitIn(body) : undefined;
  const { before, text, goesOn } = inlineText(body, { interactions, without: unit }, remarks);
  const gaps = interactions.map((one, index): Gap | undefined => {
    const response = responseOf(one);
    const gap = gapIn(one, response, remarks);
    const weight = weightOf(response);
    return gap && { ...gap, id: idAt(index), ...(weight > 1 && { weight }), ...saidUnit(unit) };
  });
  const [only] = gaps;
  if (gaps.length === 1 && only && only.type !== 'single-choice' && !isGapText(body) && !goesOn) {
    const { id: _, weight: __, ...content } = only;
    const stem = [before, text(() => '')].map((one) => one.trim());
    return { stem: stem.filter((one) => one !== '').join('\n'), content };
  }
  const known = gaps.filter((gap) => gap !== undefined);
  if (known.length < gaps.length) remarks.add('type_unknown', { type: interactions[0]?.name ?? '' });
  if (known.length === 0) return undefined;
  const vi = text((index) => (gaps[index] ? `[[${idAt(index)}]]` : GAP));
  return { stem: before === '' ? CLOZE_STEM : before, content: { type: 'cloze', text: { vi }, gaps: known } };
}

function askedIn(item: XmlElement, remarks: Remarks): Asked | { unknown: string } {
  const body = childNamed(item, 'itemBody');
  const interactions = body ? interactionsIn(body) : [];
  const responses = responsesIn(item);
  const responseOf = ({ attributes }: XmlElement): Response =>
    responses.get(attributes['responseIdentifier'] ?? '') ?? NOTHING;
  const unknown = { unknown: [...new Set(interactions.map(({ name }) => name))].join(', ') || 'itemBody' };
  const [first] = interactions;
  if (!body || !first) return unknown;
  if (hasOwnRules(item)) remarks.add('scoring_changed', { what: 'responseProcessing' });
  if (interactions.every(isInline)) return askedInline(body, interactions, responseOf, remarks) ?? unknown;
  if (interactions.length > 1) return unknown;
  const content = contentIn(first, responseOf(first), remarks);
  return content ? { stem: stemOf(body, childNamed(first, 'prompt'), remarks), content } : unknown;
}

/** The feedback that explains; that for single answers is left out. */
function explanationIn(item: XmlElement, remarks: Remarks): string {
  const all = childrenNamed(item, 'modalFeedback');
  const [first] = all;
  const own = all.find(({ attributes }) => attributes['identifier'] === EXPLANATION);
  const taken = own ?? (all.length === 1 ? first : undefined);
  if (all.length > (taken ? 1 : 0)) remarks.add('feedback_left_out');
  return textOf(taken, remarks);
}

/** An essay that was written for those who mark it. */
function withSample(content: QuestionContent, item: XmlElement, remarks: Remarks): QuestionContent {
  const [rubric, ...others] = within(item, 'rubricBlock').filter((block) => !isForCandidates(block));
  if (!rubric) return content;
  if (content.type !== 'essay' || others.length > 0) remarks.add('rubric_left_out');
  const sample = content.type === 'essay' ? textOf(rubric, remarks) : '';
  return content.type === 'essay' && sample !== '' ? { ...content, sample: { vi: sample } } : content;
}

/** A question, or why an item is none. @param item with the names of QTI 2 */
export function questionOf(item: XmlElement, at: PlaceInFile): FoundQuestion | FormatRemark {
  const remarks = remarksAt(at);
  const { title = '', label, identifier = '', toolName } = item.attributes;
  const asked = askedIn(item, remarks);
  if ('unknown' in asked) return remark('type_unknown', at, { type: asked.unknown });
  const explanation = explanationIn(item, remarks);
  const code = label ?? (toolName === OUR_TOOL ? undefined : identifier);
  return {
    at,
    ...(title !== '' && { label: title }),
    ...(code !== undefined && code !== '' && { code }),
    stem: { vi: asked.stem },
    content: withSample(asked.content, item, remarks),
    ...(explanation !== '' && { explanation: { vi: explanation } }),
    remarks: remarks.all,
  };
}
