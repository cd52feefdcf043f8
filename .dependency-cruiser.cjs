/** Which room may import which: the table of docs/architecture.md, held by `npm run check:imports`. */
const mayImport = (workspace, ...allowed) => ({
  name: `${workspace}-imports`,
  severity: 'error',
  from: { path: `^${workspace}/` },
  to: {
    path: '^(contracts|question-types|tool-server|ui|xapi|lti-config|embedded-mongo|sandbox-lms|e2e|bench)/',
    pathNot: `^(${[workspace, ...allowed].join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    { name: 'nothing-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    mayImport('question-types'),
    mayImport('contracts', 'question-types'),
    mayImport(
      'tool-server',
      'contracts',
      'question-types',
      'xapi',
      'lti-config',
      'embedded-mongo',
      'sandbox-lms',
    ),
    mayImport('ui', 'contracts', 'question-types'),
    mayImport('xapi', 'contracts'),
    mayImport('lti-config'),
    mayImport('embedded-mongo'),
    mayImport('sandbox-lms'),
    {
      name: 'sandbox-only-in-demonstration-and-tests',
      comment: 'The tool knows no platform of its own: only the demonstration and tests start one.',
      severity: 'error',
      from: { path: '^tool-server/src/', pathNot: '^tool-server/src/demonstration/' },
      to: { path: '^sandbox-lms/' },
    },
    {
      name: 'rooms-by-their-index',
      comment: 'A room is used through its index.ts alone.',
      severity: 'error',
      from: { path: '^tool-server/src/([^/]+)/', pathNot: '[.]test[.]ts$' },
      to: {
        path: '^tool-server/src/([^/]+)/.+',
        pathNot: ['^tool-server/src/(?:$1|kernel)/', '^tool-server/src/[^/]+/index[.]ts$'],
      },
    },
    {
      name: 'kernel-uses-no-room',
      comment: 'Every room may use the kernel, file by file; it stands without any of them.',
      severity: 'error',
      from: { path: '^tool-server/src/kernel/' },
      to: { path: '^tool-server/src/', pathNot: '^tool-server/src/kernel/' },
    },
    {
      name: 'root-holds-processes-and-wiring',
      comment: 'Whatever else lies there has a room, which a user of its word would guess.',
      severity: 'error',
      from: {},
      to: {
        path: '^tool-server/src/[^/]+[.]ts$',
        pathNot:
          '^tool-server/src/(main|admin|lrs|start-process|first-process|tool|rooms|app|lrs-app|past-desk)[.]ts$',
      },
    },
    {
      name: 'rooms-know-no-wiring',
      severity: 'error',
      from: { path: '^tool-server/src/[^/]+/' },
      to: { path: '^tool-server/src/[^/]+[.]ts$' },
    },
    {
      name: 'storage-knows-no-http',
      severity: 'error',
      from: { path: '^tool-server/src/storage/' },
      to: { path: '^tool-server/src/http/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'No input or output in rules and policies: contracts, other ones and types only.',
      severity: 'error',
      from: { path: '[.](?:rules|policy)[.]ts$' },
      to: {
        pathNot: ['^(contracts|question-types)/', '[.](?:rules|policy)[.]ts$', 'node_modules/zod'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'routes-never-touch-models',
      severity: 'error',
      from: { path: '[.]routes[.]ts$' },
      to: { path: '[.]model[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-lti-knows-ltijs',
      severity: 'error',
      from: { pathNot: '^tool-server/src/lti/' },
      to: { path: 'node_modules/ltijs' },
    },
    {
      name: 'features-are-no-siblings',
      severity: 'error',
      from: { path: '^ui/src/features/([^/]+)/' },
      to: { path: '^ui/src/features/', pathNot: '^ui/src/features/$1/' },
    },
    {
      name: 'ui-imports-downwards',
      severity: 'error',
      from: { path: '^ui/src/(components|lib|i18n)/' },
      to: { path: '^ui/src/(app|features|question-types)/' },
    },
    {
      name: 'question-types-know-no-page',
      severity: 'error',
      from: { path: '^ui/src/question-types/', pathNot: '[.]test[.]tsx$' },
      to: { path: '^ui/src/(app|features)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
