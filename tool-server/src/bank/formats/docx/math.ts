import type { Remarks } from '../format.ts';
import { childNamed, childrenNamed, elementsOf, textIn, type XmlElement } from '../xml/read-xml.ts';
import { isOn, valueOf } from './word-xml.ts';

/** Characters that mean something in LaTeX. */
const ESCAPES: Record<string, string> = {
  ...{ '\\': '\\backslash ', '{': '\\{', '}': '\\}', '%': '\\%', '#': '\\#', '&': '\\&', _: '\\_', $: '\\$' },
  ...{
    '~': '\\sim ',
    '^': '\\hat{}',
    '×': '\\times ',
    '÷': '\\div ',
    '±': '\\pm ',
    '≤': '\\le ',
    '≥': '\\ge ',
  },
  ...{
    '≠': '\\ne ',
    '∞': '\\infty ',
    '→': '\\to ',
    '∈': '\\in ',
    '∉': '\\notin ',
    '⊂': '\\subset ',
    '∅': '\\emptyset ',
  },
  ...{
    '∪': '\\cup ',
    '∩': '\\cap ',
    '°': '^{\\circ}',
    '·': '\\cdot ',
    '⋅': '\\cdot ',
    '…': '\\ldots ',
    '−': '-',
  },
  ...{ α: '\\alpha ', β: '\\beta ', γ: '\\gamma ', δ: '\\delta ', Δ: '\\Delta ', π: '\\pi ', φ: '\\varphi ' },
  ...{ λ: '\\lambda ', μ: '\\mu ', ω: '\\omega ', Ω: '\\Omega ', θ: '\\theta ', ρ: '\\rho ', σ: '\\sigma ' },
};
const NAMED = [
  'sin',
  'cos',
  'tan',
  'cot',
  'log',
  'ln',
  'lim',
  'max',
  'min',
  'exp',
  'sup',
  'inf',
  'det',
  'gcd',
];
const NARY: Record<string, string> = {
  ...{ '∑': '\\sum', '∏': '\\prod', '∫': '\\int', '∬': '\\iint', '∭': '\\iiint', '∮': '\\oint' },
  ...{ '⋃': '\\bigcup', '⋂': '\\bigcap' },
};
const ACCENTS: Record<string, string> = {
  ...{ '\u0302': '\\hat', '\u0303': '\\tilde', '\u0304': '\\bar', '\u0305': '\\overline', '\u0307': '\\dot' },
  ...{ '\u0308': '\\ddot', '\u20D7': '\\vec', '\u2192': '\\overrightarrow' },
};
const FENCES: Record<string, string> = {
  ...{ '': '.', '{': '\\{', '}': '\\}', '⟨': '\\langle', '⟩': '\\rangle', '‖': '\\|' },
  ...{ '⌊': '\\lfloor', '⌋': '\\rfloor', '⌈': '\\lceil', '⌉': '\\rceil' },
};

const plain = (text: string): string =>
  Array.from(text)
    .map((character) => ESCAPES[character] ?? character)
    .join('');

/** Runs of letters are words where a formula says that they are, or where everybody knows them. */
function run(element: XmlElement): string {
  const text = childrenNamed(element, 'm:t').map(textIn).join('');
  const properties = childNamed(element, 'm:rPr');
  const isText = isOn(childNamed(properties, 'm:nor')) ?? false;
  if (NAMED.includes(text.trim())) return `\\${text.trim()} `;
  return isText && /\p{L}{2}/u.test(text) ? `\\text{${text.replace(/[{}$\\]/gu, '')}}` : plain(text);
}

type Convert = (element: XmlElement, part: (name: string) => string, remarks: Remarks) => string;

const setting = (element: XmlElement, of: string, name: string): XmlElement | undefined =>
  childNamed(childNamed(element, of), name);

const group = (latex: string): string => `{${latex.trim()}}`;

const fraction: Convert = (element, part) => {
  const type = valueOfMath(setting(element, 'm:fPr', 'm:type'));
  const [over, under] = [group(part('m:num')), group(part('m:den'))];
  if (type === 'lin' || type === 'skw') return `${over}/${under}`;
  return type === 'noBar' ? `\\genfrac{}{}{0pt}{}${over}${under}` : `\\frac${over}${under}`;
};

const valueOfMath = (element: XmlElement | undefined): string | undefined =>
  element && (element.attributes['m:val'] ?? valueOf(element) ?? '');

/** Brackets, one within the other as they stand: each has a pair of its own. */
const delimited: Convert = (element, _part, remarks) => {
  const sign = (name: string, usual: string): string => {
    const character = valueOfMath(setting(element, 'm:dPr', name)) ?? usual;
    return FENCES[character] ?? character;
  };
  const inner = childrenNamed(element, 'm:e').map((each) => latexOf(each, remarks).trim());
  const between = valueOfMath(setting(element, 'm:dPr', 'm:sepChr')) ?? '|';
  return `\\left${sign('m:begChr', '(')} ${inner.join(` ${between} `)} \\right${sign('m:endChr', ')')}`;
};

const nary: Convert = (element, part) => {
  const sign = NARY[valueOfMath(setting(element, 'm:naryPr', 'm:chr')) ?? '∫'] ?? '\\int';
  const [below, above] = [part('m:sub').trim(), part('m:sup').trim()];
  return `${sign}${below === '' ? '' : `_${group(below)}`}${above === '' ? '' : `^${group(above)}`} ${part('m:e')}`;
};

const rows = (all: readonly string[]): string => all.join(' \\\\ ');

const CONVERSIONS: ReadonlyMap<string, Convert> = new Map(
  Object.entries<Convert>({
    'm:r': run,
    'm:f': fraction,
    'm:d': delimited,
    'm:nary': nary,
    'm:sSup': (_, part) => `${group(part('m:e'))}^${group(part('m:sup'))}`,
    'm:sSub': (_, part) => `${group(part('m:e'))}_${group(part('m:sub'))}`,
    'm:sSubSup': (_, part) => `${group(part('m:e'))}_${group(part('m:sub'))}^${group(part('m:sup'))}`,
    'm:sPre': (_, part) => `{}_${group(part('m:sub'))}^${group(part('m:sup'))}${group(part('m:e'))}`,
    'm:rad': (_, part) => {
      const degree = part('m:deg').trim();
      return `\\sqrt${degree === '' ? '' : `[${degree}]`}${group(part('m:e'))}`;
    },
    'm:func': (_, part) => `${part('m:fName').trim()} ${group(part('m:e'))}`,
    'm:acc': (element, part) =>
      `${ACCENTS[valueOfMath(setting(element, 'm:accPr', 'm:chr')) ?? '\u0302'] ?? '\\hat'}${group(part('m:e'))}`,
    'm:bar': (element, part) =>
      `${valueOfMath(setting(element, 'm:barPr', 'm:pos')) === 'top' ? '\\overline' : '\\underline'}${group(part('m:e'))}`,
    'm:limLow': (_, part) => `${part('m:e').trim()}_${group(part('m:lim'))}`,
    'm:limUpp': (_, part) => `${part('m:e').trim()}^${group(part('m:lim'))}`,
    'm:groupChr': (_, part) => `\\underbrace${group(part('m:e'))}`,
    'm:borderBox': (_, part) => `\\boxed${group(part('m:e'))}`,
    'm:box': (_, part) => part('m:e'),
    'm:phant': (_, part) => part('m:e'),
    'm:eqArr': (element, _part, remarks) =>
      `\\begin{aligned}${rows(childrenNamed(element, 'm:e').map((each) => latexOf(each, remarks)))}\\end{aligned}`,
    'm:m': (element, _part, remarks) => {
      const lines = childrenNamed(element, 'm:mr').map((row) =>
        childrenNamed(row, 'm:e')
          .map((each) => latexOf(each, remarks))
          .join(' & '),
      );
      return `\\begin{matrix}${rows(lines)}\\end{matrix}`;
    },
  }),
);

/** Properties, which say nothing of their own. */
const isProperties = (name: string): boolean => name.endsWith('Pr') || name.startsWith('w:');

function convert(element: XmlElement, remarks: Remarks): string {
  if (isProperties(element.name)) return '';
  const known = CONVERSIONS.get(element.name);
  if (known) {
    const part = (name: string): string => {
      const child = childNamed(element, name);
      return child ? latexOf(child, remarks) : '';
    };
    return known(element, part, remarks);
  }
  if (element.name !== 'm:oMath' && element.name !== 'm:oMathPara' && element.name.startsWith('m:'))
    remarks.add('formula_simplified', { what: element.name.slice(2) });
  return latexOf(element, remarks);
}

/** The formula that stands in an element of Word (OMML), as LaTeX. */
export const latexOf = (element: XmlElement, remarks: Remarks): string =>
  elementsOf(element)
    .map((child) => convert(child, remarks))
    .join('');
