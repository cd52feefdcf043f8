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
  });

  it('has composed letters', () => {
    expect(tidyPasted(`<p>${'Đảng'.normalize('NFD')}</p>`).html).toBe('<p>Đảng</p>'.normalize('NFC'));
  });
});
