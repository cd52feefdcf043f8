/** ES modules among our dependencies that Jest has to transform, since it loads everything as CommonJS. */
const esm = [
  'jose',
  'p-limit',
  'yocto-queue',
  'preact',
  'preact-render-to-string',
  'marked',
  '@tiptap',
  'react-intl',
  '@formatjs',
  'intl-messageformat',
  'idb',
  'bson',
  'wouter',
  'regexparam',
  'uuid',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
];

const typescript = {
  '\\.(m?[jt]sx?)$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
};

const project = (name, extra = {}) => ({
  displayName: name,
  rootDir: import.meta.dirname,
  roots: [`<rootDir>/${name}`],
  testEnvironment: 'node',
  transform: typescript,
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  setupFiles: ['<rootDir>/jest.properties.cjs'],
  ...extra,
});

export default {
  // An end for what hangs; on a busy machine of two cores the longest histories take half of it.
  testTimeout: 120_000,
  // By default Jest leaves a core to whoever watches, which on two cores means one file after the other.
  maxWorkers: '100%',
  // What files leave behind in a worker adds up to gigabytes: a new one takes over in time.
  workerIdleMemoryLimit: '1GB',
  projects: [
    project('contracts'),
    project('question-types'),
    project('embedded-mongo'),
    project('lti-config'),
    project('xapi'),
    project('sandbox-lms'),
    project('tool-server'),
    project('content'),
    project('ui', {
      testEnvironment: '<rootDir>/ui/test/environment.cjs',
      testEnvironmentOptions: { customExportConditions: ['source', 'require', 'default'] },
      setupFilesAfterEnv: ['<rootDir>/ui/test/setup.ts'],
      moduleNameMapper: {
        '\\.module\\.css$': '<rootDir>/ui/test/css-modules.cjs',
        '\\.css$': '<rootDir>/ui/test/css-modules.cjs',
        // As the build does: what is tested is what is served.
        '^react(?:-dom)?$': 'preact/compat',
        '^react(?:-dom)?/(.+)$': 'preact/compat/$1',
      },
    }),
    project('e2e'),
  ],
};
