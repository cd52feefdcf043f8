import type { Response } from 'express';
import type { FormPost } from '../launch/launch.types.ts';
import { html } from './html.ts';

/** Own static files and the tool's frame are all that a page may load. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  'frame-src http: https:',
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** A page that passes a form on to another site, by itself or by its button. */
export function sendFormPost(res: Response, { action, fields }: FormPost, locale: string): void {
  const label = locale === 'en' ? 'Continue' : 'Tiếp tục';
  const page = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="referrer" content="no-referrer-when-downgrade" />
        <title>${label}</title>
        <script src="/assets/submit.js" defer></script>
      </head>
      <body>
        <form method="post" action="${action}">
          ${Object.entries(fields).map(
            ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
          )}
          <noscript><button>${label}</button></noscript>
        </form>
      </body>
    </html>`;
  res
    .set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(page.text);
}
