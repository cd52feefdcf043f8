const { TestEnvironment } = require('jest-environment-jsdom');

const WEB = [
  'fetch Headers Request Response Blob AbortController AbortSignal structuredClone',
  'TextEncoder TextDecoder ReadableStream WritableStream TransformStream BroadcastChannel',
]
  .join(' ')
  .split(' ');

/** jsdom with the parts of the web platform that Node has and jsdom lacks. */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of WEB) this.global[name] = globalThis[name];
  }
};
