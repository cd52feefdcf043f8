import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';
import { precompileMessages } from './precompile-messages.ts';

/**
 * Few files, since each request of a slow network costs a round trip. The first is what a launch's page runs at
 * once; then what every page is made of, packages apart from our own files because they change seldom, with the types of
 * question that every bank has; what pages of staff alone are made of comes last. Other types have a file each, which a
 * page loads where it has such a question. All styles of learners' pages are one sheet, as nobody waits for a second one
 * that is smaller than a round trip; a page of staff brings its own.
 */
const FILES = [
  {
    name: 'arrive',
    priority: 3,
    test: /\/src\/(app\/arrive|lib\/(arrival|session-store|session-place|item-path|roles|held-in-tab|press|http|device-id|read-attempt-result)|features\/exam\/api\/(attempt|begin-attempt))\.ts$/,
  },
  {
    name: 'libraries',
    priority: 2,
    test: /node_modules\/(preact|react-intl|@formatjs|intl-messageformat|@tanstack|wouter|regexparam|idb)\//,
  },
  {
    name: 'frame',
    priority: 1,
    test: /\/src\/(main\.tsx|(app|components|lib)\/(?!(changed-problem|check-row|disclosure|draft-sheet|is-same|kept-draft|moved-up|use-rested|use-saving-at-turns|exam-of-link|figures-words|key-figures|matrix|pager|reason-form|select|send-file|titled-dialog|use-is-page-shown|use-learner-name|use-stream)\.)|question-types\/(?!([\w-]+\/)?(editors?|editing|options-editor)\.)([\w-]+\.|(choices|(single|multiple)-choice|true-false|short-answer)\/)|i18n\/(locale-provider|catalogues|readers-locale)\.|features\/(exam|topic)\/api\/|features\/exam\/log\/(kept-attempts|entry-store|device-log|indexed-db-store)\.|(features\/(exam|topic|practice|result)|question-types)\/(?!editing\.|reporting\/|components\/materials\/).*\.css$)|\/question-types\/src\/([\w-]+\/blank|responses)\.ts$|\/contracts\/src\/review-parts\.ts$/,
  },
  {
    name: 'staff',
    priority: 0,
    test: /\/src\/(components|lib)\//,
  },
];

export default defineConfig(({ isSsrBuild }) => ({
  base: '/app/',
  plugins: [precompileMessages(), react()],
  resolve: {
    conditions: ['source', ...defaultClientConditions],
    alias: [
      {
        find: '@formatjs/icu-messageformat-parser',
        replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
      },
      // A sixth of React's size, with all that is used of it here.
      { find: 'react', replacement: 'preact/compat' },
      { find: 'react-dom', replacement: 'preact/compat' },
      // Preact has it itself. The package, being CommonJS, would have all of Preact wrapped, and a file of helpers with
      // it that every first visit waits for.
      { find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'preact/compat' },
    ],
  },
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    manifest: true,
    // The content security policy admits files of our own origin only: no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    ...(!isSsrBuild && {
      rolldownOptions: {
        input: { index: 'index.html', arrive: 'src/app/arrive.ts' },
        output: { codeSplitting: { groups: FILES } },
      },
    }),
  },
  // Packages decide by this which of their builds they are; unlike for browsers, Vite leaves it open for servers.
  ...(isSsrBuild && { define: { 'process.env.NODE_ENV': JSON.stringify('production') } }),
  ssr: { noExternal: true, resolve: { conditions: ['source', ...defaultServerConditions] } },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/lti': 'http://127.0.0.1:3000' } },
}));
