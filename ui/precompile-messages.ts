import { parse } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

const CATALOGUES = /\/src\/i18n\/(vi|en)\/[^/]+\.ts$/;

/**
 * Parses the messages of the catalogues at build time, so that no browser needs the parser. Their files hold literals alone, so that they can be
 * evaluated as they stand.
 */
export const precompileMessages = (): Plugin => ({
  name: 'precompile-messages',
  async transform(code, id) {
    if (!CATALOGUES.test(id)) return undefined;
    const exported = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<
      string,
      Record<string, string>
    >;
    const lines = Object.entries(exported).map(([name, messages]) => {
      const entries = Object.entries(messages).map(([key, message]) => [key, parse(message)]);
      return `export const ${name} = ${JSON.stringify(Object.fromEntries(entries))};`;
    });
    return { code: lines.join('\n'), map: null };
  },
});
