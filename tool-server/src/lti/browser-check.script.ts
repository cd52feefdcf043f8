/**
 * Runs in the page between login and launch, and in the one that asks for the proof. It reads its task from
 * `#task`. Storing or reading by the LMS's platform storage is tried first, where it is offered; after a
 * time-out the cookie decides: where it is blocked, the button for a new window appears.
 * @see https://www.imsglobal.org/spec/lti-pm-s/v0p1
 */
export const BROWSER_CHECK_SCRIPT = `(() => {
  'use strict';
  const element = document.getElementById('task');
  const task = element.dataset;
  const host = window.parent === window ? window.opener : window.parent;

  function storageFrame() {
    if (!task.storage || !host) return null;
    try {
      return task.storage === '_parent' ? host : host.frames[task.storage] || null;
    } catch {
      return null;
    }
  }

  function ask(frame, subject, extra) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish(null), 1500);
      function finish(answer) {
        clearTimeout(timer);
        window.removeEventListener('message', listen);
        resolve(answer);
      }
      function listen(event) {
        const data = event.data;
        if (event.origin !== task.origin || typeof data !== 'object' || data === null) return;
        if (data.subject !== subject + '.response' || data.message_id !== task.message) return;
        finish(data.error ? null : data);
      }
      window.addEventListener('message', listen);
      frame.postMessage({ subject, message_id: task.message, key: task.key, ...extra }, task.origin);
    });
  }

  function cookiesWork() {
    document.cookie = task.cookie;
    return document.cookie.split('; ').includes(task.cookie.split(';')[0]);
  }

  async function put() {
    const frame = storageFrame();
    const stored = frame && (await ask(frame, 'lti.put_data', { value: task.value }));
    if (stored || cookiesWork()) window.location.replace(task.next);
    else {
      document.getElementById('title').textContent = document.title = task.blocked;
      document.getElementById('waiting').hidden = true;
      document.getElementById('blocked').hidden = false;
    }
  }

  async function get() {
    const frame = storageFrame();
    const found = frame && (await ask(frame, 'lti.get_data', {}));
    document.getElementById('proof').value = found && typeof found.value === 'string' ? found.value : '';
    document.getElementById('form').submit();
  }

  if (task.step === 'put') put();
  else get();
})();`;
