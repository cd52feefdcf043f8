import type { PlatformStorage } from '../platform.ts';
import { describeRegistration } from '../registration/tools.ts';
import type { Tool } from '../state.ts';
import { faultForm } from './fault-form.ts';
import { type Fragment, type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import type { TextKey } from './text/vi.ts';
import type { Visit } from './visit.ts';

const toolCard = ({ t, platform }: Visit, tool: Tool): Html => {
  const isActive = tool.state === 'active';
  const next = isActive ? 'pending' : 'active';
  return html`<li class="activity">
    <div class="activity-text">
      <h3>${tool.clientName}</h3>
      <p>
        <span class="badge ${isActive ? 'good' : 'bad'}">${t(tool.state)}</span>
        ${tool.description}
      </p>
      <details>
        <summary>client_id ${tool.clientId}</summary>
        <dl>
          ${Object.entries({
            ...describeRegistration(platform, tool),
            loginUrl: tool.loginUrl,
            redirectUris: tool.redirectUris.join(' '),
            targetLinkUrl: tool.targetLinkUrl,
            deepLinkUrl: tool.deepLinkUrl,
            toolJwksUrl: tool.jwksUrl,
            scopes: tool.scopes.join(' '),
          }).map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
      </details>
    </div>
    <form method="post" action="/administration/tools/${tool.id}/state" class="activity-actions">
      <button class="${isActive ? 'secondary' : ''}" name="state" value="${next}">
        ${t(isActive ? 'deactivate' : 'activate')}
      </button>
    </form>
  </li>`;
};

function tools(visit: Visit): Html {
  const { t, platform } = visit;
  const registered = platform.store.state.tools;
  return html`<section class="panel" id="tools">
    <h2>${t('tools')}</h2>
    ${
      registered.length === 0
        ? html`<p class="hint">${t('noTools')}</p>`
        : html`<ul class="activities">
            ${registered.map((tool) => toolCard(visit, tool))}
          </ul>`
    }
    <h3>${t('registerTitle')}</h3>
    <p class="hint">${t('registerHint')}</p>
    <form method="post" action="/administration/register" class="row">
      <label
        >${t('registerLabel')}
        <input type="url" name="address" required placeholder="https://…/lti/register?…"
      /></label>
      <button>${t('register')}</button>
    </form>
  </section>`;
}

const STORAGE: readonly [PlatformStorage, TextKey][] = [
  ['off', 'storageOff'],
  ['parent', 'storageParent'],
  ['frame', 'storageFrame'],
];

const storage = ({ t, platform }: Visit): Html =>
  html`<section class="panel" id="storage">
    <h2>${t('storage')}</h2>
    <p class="hint">${t('storageHint')}</p>
    <form method="post" action="/administration/storage" class="row">
      <label
        >${t('storage')}
        <select name="storage">
          ${STORAGE.map(
            ([value, text]) =>
              html`<option value="${value}" ${value === platform.storage && html`selected`}>
                ${t(text)}
              </option>`,
          )}
        </select></label
      >
      <button>${t('apply')}</button>
    </form>
  </section>`;

const keys = ({ t, platform }: Visit): Html =>
  html`<section class="panel" id="keys">
    <h2>${t('keys')}</h2>
    <p class="hint">${t('keysHint')}</p>
    <ul>
      ${platform.keys.publicKeys().keys.map(({ kid }) => html`<li><code>${kid}</code></li>`)}
    </ul>
    <form method="post" action="/administration/keys" class="actions">
      <button name="old" value="keep">${t('rotate')}</button>
      <button class="secondary" name="old" value="drop">${t('rotateDrop')}</button>
    </form>
  </section>`;

const addresses = ({ t, platform: { url } }: Visit): Fragment => {
  const rows = {
    issuer: url,
    openid_configuration: `${url}/.well-known/openid-configuration`,
    authorization_endpoint: `${url}/lti/authorize`,
    token_endpoint: `${url}/lti/token`,
    jwks_uri: `${url}/lti/jwks`,
  };
  return html`<section class="panel">
    <h2>${t('platformAddresses')}</h2>
    <dl>
      ${Object.entries(rows).map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd><code>${value}</code></dd>`,
      )}
    </dl>
  </section>`;
};

/** The course that the tabs lead back to. */
const firstCourse = ({ platform }: Visit): Pick<Page, 'course'> => {
  const [course] = platform.store.state.courses;
  return course ? { course } : {};
};

/** Tools, storage, keys and faults. */
export const administrationPage = (visit: Visit): Page => ({
  title: visit.t('administration'),
  ...firstCourse(visit),
  body: html`<h1>${visit.t('administration')}</h1>
    ${tools(visit)} ${faultForm(visit)} ${storage(visit)} ${keys(visit)} ${addresses(visit)}`,
});

/** The tool's registration page in a frame, until it says that it is done. */
export const registrationPage = (visit: Visit, address: string): Page => ({
  title: visit.t('registering'),
  wide: true,
  scripts: ['registration'],
  body: html`<div class="activity-bar">
      <a href="/administration" data-done>← ${visit.t('administration')}</a>
      <h1>${visit.t('registering')}</h1>
    </div>
    <iframe class="tool" title="${visit.t('registering')}" src="${address}"></iframe>`,
});
