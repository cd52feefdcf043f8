import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Arrival, Locale, ServedPage } from '@chuyen-de/contracts';
import { escapeHtml } from '../http/index.ts';

/** Files that a page loads beside those that every page does. */
type Preloads = Record<Exclude<ServedPage['page'], 'none'> | Locale, string[]>;

export interface LaunchPages {
  /** The page of a launch: rendered, with its data, and naming every file that it will need. */
  pageOf: (arrival: Arrival) => string;
  /** The page that brings nothing along. */
  bare: string;
}

const EMPTY_ROOT = '<div id="root"></div>';
const OWN_TITLE = /<title>(.*?)<\/title>/;

/** A data block of the page, which browsers do not execute; nothing in it can end the element. */
const dataBlock = (arrival: Arrival): string =>
  `<script type="application/json" id="arrival">${JSON.stringify(arrival).replace(/</g, '\\u003c')}</script>`;

const fileTag = (file: string): string => {
  const rel = file.endsWith('.css') ? 'stylesheet' : 'modulepreload';
  return `<link rel="${rel}" crossorigin href="${file}">`;
};

/**
 * Opens the built user interface for rendering.
 *
 * @param uiDir what browsers load
 * @param renderer the module that renders its pages
 */
export async function openLaunchPages(uiDir: string, renderer: string): Promise<LaunchPages> {
  const bare = readFileSync(path.join(uiDir, 'index.html'), 'utf8');
  const preloads = JSON.parse(readFileSync(path.join(uiDir, 'preloads.json'), 'utf8')) as Preloads;
  const { renderArrival } = (await import(pathToFileURL(renderer).href)) as {
    renderArrival: (arrival: Arrival) => ServedPage;
  };

  function pageOf(arrival: Arrival): string {
    const { locale } = arrival.grant.session;
    const { title, html, page } = renderArrival(arrival);
    const files = [...(page === 'none' ? [] : preloads[page]), ...preloads[locale]];
    // By functions: a text may hold what a replacement would take for a pattern.
    return bare
      .replace('<html lang="vi">', () => `<html lang="${locale}">`)
      .replace(OWN_TITLE, (whole, name: string) =>
        title === undefined ? whole : `<title>${escapeHtml(title)} – ${name}</title>`,
      )
      .replace('</head>', () => `${files.map(fileTag).join('')}</head>`)
      .replace(EMPTY_ROOT, () => `<div id="root">${html}</div>${dataBlock(arrival)}`);
  }

  return { pageOf, bare };
}
