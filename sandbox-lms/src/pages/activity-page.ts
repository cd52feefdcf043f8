import { type Platform, findTool } from '../platform.ts';
import type { Course, Link } from '../state.ts';
import { type Fragment, html } from './html.ts';
import type { Page } from './layout.ts';
import type { Visit } from './visit.ts';

/** The frame that keeps the tool's data where platform storage does not live in the page itself. */
export const storageFrame = ({ storage }: Platform): Fragment =>
  storage === 'frame' &&
  html`<iframe name="lti_storage_frame" src="/storage-frame" title="lti_storage_frame" hidden></iframe>`;

/** The tool, in a frame that fills the page. */
export function activityPage(visit: Visit, course: Course, link: Link): Page {
  const { t, platform } = visit;
  const tool = findTool(platform, link.toolId);
  const body = html`<div class="activity-bar">
      <a href="/courses/${course.id}">← ${t('backToCourse')}</a>
      <h1>${link.title}</h1>
      <a class="button secondary" href="/launch/${link.id}?target=window" target="_blank"
        >${t('openWindow')}</a
      >
    </div>
    ${storageFrame(platform)}
    <iframe
      class="tool"
      name="tool"
      title="${tool?.clientName ?? ''}: ${link.title}"
      src="/launch/${link.id}?target=iframe"
      allow="fullscreen; clipboard-write; autoplay; picture-in-picture"
    ></iframe>`;
  return { title: link.title, body, course, scripts: ['storage'], wide: true };
}
