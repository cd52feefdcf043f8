import { randomBytes } from 'node:crypto';
import type { Locale } from '@chuyen-de/contracts';
import type { Response } from 'express';

interface PageAction {
  label: string;
  href: string;
  target?: '_top';
}

/** A page that the server itself shows: an error, a confirmation, a step of registration. */
export interface ServerPage {
  locale: Locale;
  title: string;
  paragraphs: string[];
  actions?: PageAction[];
  /** Trusted markup of our own after the paragraphs; every value in it escaped with `escapeHtml`. */
  bodyHtml?: string;
  /** Trusted script of our own, run under the page's nonce. */
  script?: string;
  /** Origins that a form of the page may post to, beside our own. */
  formTargets?: string[];
  /** Origins that may frame the page; absent: any, as an LMS does whose origin nobody knows yet. */
  frameAncestors?: string[];
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const STYLE = `:root{color-scheme:light dark;--ink:#211c18;--ground:#f6f4f0;--card:#fff;--accent:#9b1c1f;--fill:#9b1c1f;--line:#dcd5cb}
@media(prefers-color-scheme:dark){:root{--ink:#f2ede6;--ground:#161311;--card:#201c19;--accent:#f2a09a;--fill:#b0383b;--line:#3b342e}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.6 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{width:min(40rem,100% - 2rem);margin:6vh auto;padding:1.5rem;background:var(--card);border:1px solid var(--line);border-top:4px solid var(--accent);border-radius:.875rem}
h1{font-size:1.5rem;line-height:1.5;margin:0 0 1rem}a.action,button{display:inline-block;min-height:44px;padding:.6rem 1.2rem;margin:.5rem .75rem .25rem 0;border:1px solid var(--fill);border-radius:.5rem;background:var(--fill);color:#fff;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
a.action+a.action{border-color:var(--accent);background:transparent;color:var(--accent)}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dl,li,code{overflow-wrap:anywhere}ul,ol{padding-inline-start:1.5rem}dt{font-weight:600}dd{margin:0}@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;

const actionHtml = ({ label, href, target }: PageAction): string =>
  `<a class="action" href="${escapeHtml(href)}"${target ? ` target="${target}"` : ''}>${escapeHtml(label)}</a>`;

/** Sends a small readable page in the person's language, under its own strict content security policy. */
export function sendPage(res: Response, status: number, page: ServerPage): void {
  const nonce = randomBytes(16).toString('base64');
  const formAction = ["'self'", ...(page.formTargets ?? [])].join(' ');
  const framing = page.frameAncestors && `; frame-ancestors ${page.frameAncestors.join(' ')}`;
  res.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; form-action ${formAction}; base-uri 'none'${framing ?? ''}`,
  );
  res.setHeader('Cache-Control', 'no-store');
  res.status(status).type('html').send(`<!doctype html>
<html lang="${page.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(page.title)}</title><style nonce="${nonce}">${STYLE}</style></head>
<body><main><h1 id="title">${escapeHtml(page.title)}</h1>
${page.paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}
${page.bodyHtml ?? ''}
${(page.actions ?? []).map(actionHtml).join('\n')}
</main>${page.script === undefined ? '' : `<script nonce="${nonce}">${page.script}</script>`}</body></html>`);
}
