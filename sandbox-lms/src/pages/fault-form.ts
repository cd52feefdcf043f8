import { z } from 'zod';
import { type Faults, noFaults } from '../faults.ts';
import { type Fragment, type Html, html } from './html.ts';
import type { TextKey } from './text/vi.ts';
import type { Visit } from './visit.ts';

const outage = z.enum(['', 'destroy', '503']).transform((value) => {
  if (value === '') return false;
  return value === 'destroy' ? value : 503;
});
const box = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');
const count = (maximum: number) => z.coerce.number().int().min(0).max(maximum).catch(0);

/** The administrator's form, as a browser sends it. */
export const FaultForm = z
  .object({
    agsDown: outage,
    agsLosesReplies: box,
    agsRetryAfter: count(3600),
    agsSlowMs: count(60_000),
    agsRefuse: z.coerce.number().int().min(400).max(599).or(z.literal(0)).catch(0),
    tokenDown: outage,
    jwksDown: box,
    nrpsDown: box,
    nrpsPageSize: count(1000),
    nrpsForeignNext: z
      .url({ protocol: /^https?$/ })
      .or(z.literal(''))
      .catch(''),
  })
  .transform(({ agsRetryAfter, agsRefuse, nrpsForeignNext, ...rest }): Faults => ({
    ...noFaults(),
    ...rest,
    ags429: agsRetryAfter > 0 && { retryAfterSeconds: agsRetryAfter },
    agsRefuse: agsRefuse > 0 && agsRefuse,
    nrpsForeignNext: nrpsForeignNext !== '' && nrpsForeignNext,
  }));

const choice = ({ t }: Visit, name: TextKey, value: Faults['agsDown']): Html => {
  const options = [
    ['', 'off'],
    ['destroy', 'cutConnection'],
    ['503', 'unavailable'],
  ] as const;
  const current = value === false ? '' : String(value);
  return html`<label
    >${t(name)}
    <select name="${name}">
      ${options.map(
        ([option, text]) =>
          html`<option value="${option}" ${option === current && html`selected`}>${t(text)}</option>`,
      )}
    </select></label
  >`;
};

const checkbox = ({ t }: Visit, name: TextKey, checked: boolean): Html =>
  html`<label class="check"
    ><input type="checkbox" name="${name}" ${checked && html`checked`} /> ${t(name)}</label
  >`;

const number = ({ t }: Visit, name: TextKey, value: number): Html =>
  html`<label>${t(name)} <input type="number" min="0" name="${name}" value="${value}" /></label>`;

const hasFaults = (faults: Faults): boolean => Object.values(faults).some(Boolean);

/** Switches for everything that can be made to go wrong. */
export function faultForm(visit: Visit): Fragment {
  const { t, platform } = visit;
  const { faults } = platform;
  return html`<section class="panel" id="faults">
    <h2>${t('faults')}</h2>
    <p class="hint">${t('faultsHint')}</p>
    ${hasFaults(faults) && html`<p class="flash bad" role="status">${t('faultsOn')}</p>`}
    <form method="post" action="/administration/faults" class="grid">
      ${choice(visit, 'agsDown', faults.agsDown)} ${choice(visit, 'tokenDown', faults.tokenDown)}
      ${number(visit, 'agsSlowMs', faults.agsSlowMs)}
      ${number(visit, 'agsRetryAfter', faults.ags429 ? faults.ags429.retryAfterSeconds : 0)}
      ${number(visit, 'agsRefuse', faults.agsRefuse || 0)}
      ${number(visit, 'nrpsPageSize', faults.nrpsPageSize)}
      <label
        >${t('nrpsForeignNext')}
        <input type="url" name="nrpsForeignNext" value="${faults.nrpsForeignNext || ''}"
      /></label>
      ${checkbox(visit, 'agsLosesReplies', faults.agsLosesReplies)}
      ${checkbox(visit, 'jwksDown', faults.jwksDown)} ${checkbox(visit, 'nrpsDown', faults.nrpsDown)}
      <div class="actions">
        <button>${t('apply')}</button>
        <button class="secondary" formaction="/administration/faults/clear" formnovalidate>
          ${t('clearFaults')}
        </button>
      </div>
    </form>
  </section>`;
}
