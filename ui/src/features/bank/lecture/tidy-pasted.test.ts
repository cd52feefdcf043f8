import { tidyPasted } from './tidy-pasted.ts';

const entry = (level: number, label: string, text: string) =>
  `<p class="MsoListParagraph" style="margin-left:.5in;mso-list:l0 level${level} lfo1"><![if !supportLists]><span style="mso-list:Ignore">${label}<span>&nbsp;</span></span><![endif]>${text}<o:p></o:p></p>`;

const textOf = (html: string) => html.replaceAll(/<o:p>|<\/o:p>|<!--.*?-->/g, '');

describe('what is pasted into a lecture', () => {
  it('has the lists that Word shows', () => {
    const pasted = `<p>A</p>${entry(1, '1.', 'Một')}${entry(2, '·', 'Trong')}${entry(1, '2.', 'Hai')}<p>B</p>${entry(1, '·', 'Khác')}`;
    expect(textOf(tidyPasted(pasted).html)).toBe(
      '<p>A</p><ol><li>Một<ul><li>Trong</li></ul></li><li>Hai</li></ol><p>B</p><ul><li>Khác</li></ul>',
    );
  });

  it('keeps the numbers of lists: from where they count, and as text where a list cannot count so', () => {
    const goingOn = `${entry(1, '4.', 'Bốn')}${entry(1, '5.', 'Năm')}${entry(1, '1.', 'Một')}`;
    expect(textOf(tidyPasted(goingOn).html)).toBe(
      '<ol start="4"><li>Bốn</li><li>Năm</li></ol><ol><li>Một</li></ol>',
    );
    const points = tidyPasted(
      `${entry(1, 'a)', 'Một')}${entry(1, 'đ)', 'Hai')}${entry(1, '1.1.', 'Ba')}`,
    ).html;
    const { body } = new DOMParser().parseFromString(points, 'text/html');
    expect([...body.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual([
      'a) Một',
      'đ) Hai',
      '1.1. Ba',
    ]);
  });

  it('has cells in their columns where some were joined', () => {
    const rows = (html: string) => {
      const { body } = new DOMParser().parseFromString(tidyPasted(html).html, 'text/html');
      return [...body.querySelectorAll('tr')].map((row) =>
        [...row.cells].map(({ textContent }) => textContent),
      );
    };
    expect(
      rows(
        '<table><tr><td rowspan="2">A</td><td colspan="2">B</td></tr><tr><td>C</td><td>D</td></tr><tr><td>E</td><td>F</td><td>G</td></tr></table>',
      ),
    ).toEqual([
      ['A', 'B', ''],
      ['', 'C', 'D'],
      ['E', 'F', 'G'],
    ]);
  });

  it('brings nothing that runs or is loaded, and tells of pictures', () => {
    const { html, hasPictures } = tidyPasted(
      '<style>p{}</style><script>alert(1)</script><p>A<img src="x" onerror="alert(1)"></p><svg onload="x()"></svg>',
    );
    expect(html).toBe('<p>A</p>');
    expect(hasPictures).toBe(true);
  });

  it('begins sections where the text has its headings', () => {
    expect(tidyPasted('<h1>A</h1><h2>B</h2>').html).toBe('<h2>A</h2><h3>B</h3>');
    expect(tidyPasted('<h2>A</h2><h3>B</h3>').html).toBe('<h2>A</h2><h3>B</h3>');
    const titled = '<h1>A</h1><h2>B</h2><h2>C</h2>';
    expect(tidyPasted(titled).html).toBe(titled);
  });

  it('has composed letters', () => {
    expect(tidyPasted(`<p>${'Đảng'.normalize('NFD')}</p>`).html).toBe('<p>Đảng</p>'.normalize('NFC'));
  });
});
