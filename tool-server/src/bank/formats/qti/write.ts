import type { QuestionContent } from '@chuyen-de/question-types';
import type { FormatQuestion, WriteOptions, WrittenFile } from '../format.ts';
import { commonLosses } from '../losses.ts';
import { packed } from '../package/pack.ts';
import { levelWord } from '../text/levels.ts';
import { nameOf, toWrite, type ToWrite } from '../write.ts';
import { escapeXml } from '../xml/write-xml.ts';
import { EXPLANATION, NAMESPACE, OUR_TOOL } from './vocabulary.ts';
import { CONTENTS, type WrittenContent } from './written-contents.ts';
import { xhtml } from './xhtml.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SCHEMA = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd';

/** The explanation is shown whatever was answered: nothing has to say so. */
const feedbackXml = (explanation: string | undefined) =>
  explanation === undefined
    ? { outcome: '', feedback: '' }
    : {
        outcome: `<qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"><qti-default-value><qti-value>${EXPLANATION}</qti-value></qti-default-value></qti-outcome-declaration>`,
        feedback: `<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="${EXPLANATION}" show-hide="show"><qti-content-body><p>${xhtml(explanation)}</p></qti-content-body></qti-modal-feedback>`,
      };

/** An item. @see QTI 3.0, Assessment, Section and Item Information Model 2.2 */
function itemXml({ question, remarks }: ToWrite, identifier: string): string {
  const { content, stem, explanation, code } = question;
  const write = CONTENTS[content.type] as (content: QuestionContent, ...others: unknown[]) => WrittenContent;
  const { declarations, body, processing = '', most = 1 } = write(content, remarks);
  commonLosses(question, ['explanation', 'level', 'group', 'code', 'source'], remarks);
  const { outcome, feedback } = feedbackXml(explanation?.vi);
  const label = code === undefined ? '' : ` label="${escapeXml(code)}"`;
  return [
    `${DECLARATION}<qti-assessment-item xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${NAMESPACE} ${SCHEMA}"`,
    ` identifier="${identifier}" title="${escapeXml(nameOf(question))}"${label} adaptive="false" time-dependent="false" xml:lang="vi" tool-name="${OUR_TOOL}" tool-version="1">`,
    ...declarations,
    `<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="${most}"><qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>`,
    outcome,
    `<qti-item-body><div class="stem"><p>${xhtml(stem.vi)}</p></div>${body}</qti-item-body>`,
    processing,
    feedback,
    '</qti-assessment-item>\n',
  ].join('');
}

const lomString = (text: string): string => `<lom:string language="vi">${escapeXml(text)}</lom:string>`;
const lomValue = (name: string, value: string): string =>
  `<lom:${name}><lom:source>LOMv1.0</lom:source><lom:value>${value}</lom:value></lom:${name}>`;

const classification = (purpose: string, path: readonly string[]): string =>
  `<lom:classification>${lomValue('purpose', purpose)}<lom:taxonPath>${path
    .map((entry) => `<lom:taxon><lom:entry>${lomString(entry)}</lom:entry></lom:taxon>`)
    .join('')}</lom:taxonPath></lom:classification>`;

/** What the package says of an item: its topic, its level, what it leans on. @see IEEE 1484.12.1 (LOM) */
function metadataXml({ group, level, source }: FormatQuestion): string {
  const said = [
    ...(source === undefined
      ? []
      : [
          `<lom:relation>${lomValue('kind', 'isbasedon')}<lom:resource><lom:description>${lomString(source)}</lom:description></lom:resource></lom:relation>`,
        ]),
    ...(group ? [classification('discipline', group)] : []),
    ...(level ? [classification('educational level', [levelWord(level)])] : []),
  ];
  return said.length === 0 ? '' : `<metadata><lom:lom>${said.join('')}</lom:lom></metadata>`;
}

interface Item {
  identifier: string;
  href: string;
  question: FormatQuestion;
  xml: string;
}

const resourceXml = ({ identifier, href, question }: Item): string =>
  `<resource identifier="${identifier}" type="imsqti_item_xmlv3p0" href="${href}">${metadataXml(question)}<file href="${href}"/></resource>`;

const manifestXml = (items: readonly Item[]): string =>
  `${DECLARATION}<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/LOM" identifier="questions"><metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata><organizations/><resources>\n${items.map(resourceXml).join('\n')}\n</resources></manifest>\n`;

/** Writes questions as a package of QTI 3.0: an item each, and what the package says of them. */
export async function writeQti(
  questions: readonly FormatQuestion[],
  options: WriteOptions,
): Promise<WrittenFile> {
  const all = toWrite(questions, options);
  const items = all.map((one, index): Item => {
    const identifier = `item-${index + 1}`;
    const { question } = one;
    return { identifier, href: `items/${identifier}.xml`, question, xml: itemXml(one, identifier) };
  });
  return {
    bytes: await packed([
      ['imsmanifest.xml', manifestXml(items)],
      ...items.map(({ href, xml }) => [href, xml] as const),
    ]),
    mediaType: 'application/zip',
    extension: 'qti.zip',
    remarks: all.flatMap(({ remarks }) => remarks.all),
  };
}
