/**
 * Who may import whom: the arrows of docs/architecture.md. Every rule has a file in tools/canary/violations that
 * breaks it, and a test that this gate says so.
 */

const CORE = '^packages/core/src';
const TESTS = [
  '\\.test\\.ts$',
  '^(?:packages|apps)/[^/]+/test/',
  '^bench/test/',
  '^packages/core/src/testing/',
];

/** Who may do what, who did what, and for whom: any slice but these may lean on them. */
const PEOPLE = ['access', 'audit', 'organizations'];

/** For each slice of core the slices it may import, besides the kernel. Never back. */
const SLICES = {
  access: [],
  audit: ['access'],
  refusals: [],
  organizations: ['access', 'audit'],
  administrators: PEOPLE,
  installations: PEOPLE,
  channels: PEOPLE,
  settings: PEOPLE,
  smtp: [...PEOPLE, 'settings'],
  dkim: [...PEOPLE, 'settings', 'smtp', 'domains'],
  links: [...PEOPLE, 'settings', 'smtp'],
  domains: [...PEOPLE, 'settings', 'smtp'],
  events: PEOPLE,
  sources: [...PEOPLE, 'events'],
  lists: PEOPLE,
  alerts: [...PEOPLE, 'events', 'lists'],
  mail: [...PEOPLE, 'events', 'alerts'],
  delivery: [...PEOPLE, 'settings', 'smtp', 'events', 'lists', 'alerts', 'mail'],
  intake: [...PEOPLE, 'settings', 'events', 'sources', 'lists', 'alerts', 'mail', 'delivery'],
  canaries: [...PEOPLE, 'settings', 'events', 'alerts', 'delivery', 'intake'],
  incidents: [...PEOPLE, 'channels', 'settings', 'smtp', 'sources', 'delivery', 'canaries'],
  keys: [...PEOPLE, 'settings', 'smtp', 'sources', 'installations', 'dkim'],
};

const SLICE = `${CORE}/(?:${Object.keys(SLICES).join('|')})/`;
const KNOWN_FOLDER = `${CORE}/(?:kernel|adapters|testing|${Object.keys(SLICES).join('|')})/`;

/** The places that wire an app together, the only ones that may name an adapter. */
const COMPOSITION = [
  '^apps/[^/]+/src/(?:main|container)\\.ts$',
  '^apps/gateway/src/cli/(?:main|start)\\.ts$',
  '^apps/gateway/src/(?:cli/)?demo(?:/|\\.ts$)',
  '^bench/',
];

const INPUT_OUTPUT = [
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'fs',
  'http',
  'http2',
  'https',
  'inspector',
  'net',
  'os',
  'process',
  'readline',
  'repl',
  'sqlite',
  'tls',
  'tty',
  'worker_threads',
].join('|');

/** @type {(slice: string) => string} */
const folder = (slice) => `${CORE}/${slice}/`;

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const sliceArrows = Object.entries(SLICES).map(([slice, others]) => ({
  name: `slice-${slice}`,
  comment: `${slice} may import the kernel and ${others.join(', ') || 'no slice'}; nothing else of core.`,
  severity: 'error',
  from: { path: folder(slice), pathNot: TESTS },
  to: { path: '^packages/core/', pathNot: [slice, 'kernel', ...others].map(folder) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other, even for types alone, are one thing or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere; deep imports past a package’s exports end here too.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-foreign-src',
      comment: 'A workspace is entered through its package’s exports, never through its folders.',
      severity: 'error',
      from: { path: '^((?:packages|apps)/[^/]+|bench)/' },
      to: { path: '^(?:packages|apps|bench)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'apps-stand-alone',
      comment: 'Gateway and Slack bot are two processes: what both need belongs into core.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'core-knows-no-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(?:apps|bench)/' },
    },
    {
      name: 'kernel-on-zod-alone',
      comment: 'The kernel stands under everything and leans on nothing but zod.',
      severity: 'error',
      from: { path: folder('kernel'), pathNot: TESTS },
      to: {
        path: '.',
        pathNot: [folder('kernel'), 'node_modules/zod/', '^(?:node:)?(?:util|crypto|buffer)$'],
      },
    },
    ...sliceArrows,
    {
      name: 'slice-without-arrows',
      comment: 'A new folder of core says in SLICES, in this file, whom it may import.',
      severity: 'error',
      from: {},
      to: { path: `${CORE}/[^/]+/`, pathNot: KNOWN_FOLDER },
    },
    {
      name: 'slices-without-packages',
      comment: 'Slices decide; packages that do input and output live under adapters/.',
      severity: 'error',
      from: { path: [SLICE, `${CORE}/[^/]+\\.ts$`], pathNot: TESTS },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    },
    {
      name: 'slices-without-io',
      comment: 'Slices decide; the network, files and the process belong to adapters and apps.',
      severity: 'error',
      from: { path: [SLICE, `${CORE}/[^/]+\\.ts$`], pathNot: TESTS },
      to: { path: `^(?:node:)?(?:${INPUT_OUTPUT})(?:/|$)`, dependencyTypes: ['core'] },
    },
    {
      name: 'public-api-without-adapters',
      comment: 'Importing @postern/core must not load a database driver.',
      severity: 'error',
      from: { path: `${CORE}/[^/]+\\.ts$` },
      to: { path: folder('(?:adapters|testing)') },
    },
    {
      name: 'adapters-only-where-wired',
      comment:
        'container.ts, main.ts, the CLI’s start, the demo, the bench and tests choose adapters; nobody else knows them.',
      severity: 'error',
      from: { path: '^(?:apps|bench)/', pathNot: [...COMPOSITION, ...TESTS] },
      to: { path: folder('adapters') },
    },
    {
      name: 'adapters-stand-alone',
      comment: 'An adapter knows slices, the kernel and its own packages, not its neighbours.',
      severity: 'error',
      from: { path: `${CORE}/adapters/([^/]+)/`, pathNot: TESTS },
      to: { path: folder('adapters'), pathNot: `${CORE}/adapters/$1/` },
    },
    {
      name: 'storage-siblings',
      comment: 'Backends share adapters/storage/records and never see each other.',
      severity: 'error',
      from: { path: `${CORE}/adapters/storage/([^/]+)/`, pathNot: TESTS },
      to: {
        path: folder('adapters/storage/[^/]+'),
        pathNot: [`${CORE}/adapters/storage/$1/`, folder('adapters/storage/records')],
      },
    },
    {
      name: 'testing-only-from-tests',
      comment: 'Fakes and builders never reach production code; the bench is none.',
      severity: 'error',
      from: { pathNot: [...TESTS, '^bench/'] },
      to: { path: folder('testing') },
    },
    {
      name: 'no-dev-dependency-at-run-time',
      severity: 'error',
      from: { path: '^(?:packages|apps)/[^/]+/src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:\\.turbo|\\.reports)/' },
    // Type imports are arrows too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js'],
    },
  },
};
