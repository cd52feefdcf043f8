/** Passes a form on at once. */
const submit = `document.forms[0].submit();`;

/** Opens a link in the page's dialog; without scripts the link leads there by itself. */
const dialog = `
for (const link of document.querySelectorAll('a[data-dialog]')) {
  const dialog = document.getElementById(link.dataset.dialog);
  const frame = dialog?.querySelector('[data-dialog-frame]');
  if (!frame) continue;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    frame.src = link.href;
    dialog.showModal();
  });
  dialog.querySelector('[data-close]')?.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => { frame.src = 'about:blank'; });
}
`;

/** Leaves the frame for the page that the frame's own link names. */
const leaveFrame = `
const link = document.querySelector('a[data-leave]');
if (link && window.top !== window) window.top.location.replace(link.href);
`;

/** Fetches a part of the page again every second and a half while the page is looked at. */
const live = `
const part = document.querySelector('[data-live]');
const refresh = async () => {
  if (document.hidden) return;
  try {
    const response = await fetch(part.dataset.live, { headers: { Accept: 'text/html' } });
    if (!response.ok) return;
    const text = await response.text();
    if (text !== part.dataset.seen) {
      part.dataset.seen = text;
      part.innerHTML = text;
    }
  } catch {
    // The server is away for a moment: the next round will tell.
  }
};
if (part) setInterval(refresh, 1500);
`;

/** Goes back to the administration when the tool says that registration is over. */
const registration = `
const back = document.querySelector('a[data-done]');
addEventListener('message', ({ data }) => {
  if (data && data.subject === 'org.imsglobal.lti.close') location.assign(back.href);
});
`;

/**
 * Keeps small values for the tool in this page's memory, apart for each origin; or, where a frame of its own
 * keeps them, says which.
 * @see https://www.imsglobal.org/spec/lti-pm-s/v0p1
 */
const storage = `
const LARGEST_VALUE = 4096;
const MOST_KEYS = 500;
const kept = new Map();
const place = document.body.dataset.storage;
const frame = 'lti_storage_frame';
const subjects = ['lti.capabilities', 'lti.put_data', 'lti.get_data'];
const refusal = (code, message) => ({ error: { code, message } });
const isText = (value) => typeof value === 'string' && value !== '';

const answers = {
  'lti.capabilities': () => ({
    supported_messages: subjects.map((subject) => (place === 'frame' ? { subject, frame } : { subject })),
  }),
  'lti.put_data': ({ key, value }, values) => {
    if (!isText(key)) return refusal('bad_request', 'key is missing');
    if (value === null || value === undefined) {
      values.delete(key);
      return { key };
    }
    const text = String(value);
    if (text.length > LARGEST_VALUE || (values.size >= MOST_KEYS && !values.has(key)))
      return { key, ...refusal('storage_exhaustion', 'too much data') };
    values.set(key, text);
    return { key, value: text };
  },
  'lti.get_data': ({ key }, values) =>
    isText(key) ? { key, value: values.get(key) ?? null } : refusal('bad_request', 'key is missing'),
};

addEventListener('message', ({ data, origin, source }) => {
  if (typeof data !== 'object' || data === null || !subjects.includes(data.subject)) return;
  const speaks = place === 'here' || (place === 'frame' && data.subject === 'lti.capabilities');
  if (!speaks) return;
  if (source === window || !isText(data.message_id)) return;
  if (!kept.has(origin)) kept.set(origin, new Map());
  const answer = answers[data.subject](data, kept.get(origin));
  const { subject, message_id } = data;
  source.postMessage({ subject: subject + '.response', message_id, ...answer }, { targetOrigin: origin });
});
`;

/** Own static scripts by name: the pages allow no others. */
export const scripts: Record<string, string> = {
  submit,
  dialog,
  'leave-frame': leaveFrame,
  live,
  registration,
  storage,
};
