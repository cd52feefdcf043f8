import { Mark, mergeAttributes, Node, type Extensions } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';

/** Text that is raised or lowered. */
const small = (name: string, tag: string) =>
  Mark.create({
    name,
    excludes: 'superscript subscript',
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });

/** Whether the items of a list stand apart, as Markdown tells by empty lines between them. */
const Loose = Node.create({
  name: 'looseLists',
  addGlobalAttributes: () => [
    {
      types: ['bulletList', 'orderedList'],
      attributes: {
        loose: {
          default: false,
          parseHTML: (element) => element.querySelector(':scope > li > p') !== null,
          rendered: false,
        },
      },
    },
  ],
});

/** Cells say how they are aligned by an attribute: the page's policy lets no styles in lines through. */
const ALIGN = {
  align: {
    default: null,
    parseHTML: (element: HTMLElement) => element.getAttribute('align'),
    renderHTML: ({ align }: Record<string, unknown>) => (typeof align === 'string' ? { align } : {}),
  },
};

const PlainTable = Table.extend({
  renderHTML: ({ HTMLAttributes }) => ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]],
});

const PlainCell = TableCell.extend({
  content: 'paragraph+',
  addAttributes() {
    return { ...this.parent?.(), ...ALIGN };
  },
});

const PlainHeader = TableHeader.extend({
  content: 'paragraph+',
  addAttributes() {
    return { ...this.parent?.(), ...ALIGN };
  },
});

/** What a lecture may hold: what its page shows, and nothing else. */
export const LECTURE_SCHEMA: Extensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3, 4, 5] },
    underline: false,
    link: { openOnClick: false, autolink: false, protocols: ['http', 'https', 'mailto'] },
  }),
  small('superscript', 'sup'),
  small('subscript', 'sub'),
  PlainTable.configure({ resizable: false }),
  TableRow,
  PlainHeader,
  PlainCell,
  Loose,
];
