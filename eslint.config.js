import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { names } from './tools/eslint/names.js';

const TESTS = ['**/*.test.ts', '**/test/**/*.ts', 'packages/core/src/testing/**/*.ts'];
const PROCESS_OWNERS = [
  '**/src/main.ts',
  'apps/gateway/bin/postern.js',
  'apps/gateway/src/cli/{main,start}.ts',
  '*.{js,ts}',
  'tools/**',
  'bench/**',
];
const PRINTERS = [
  'apps/gateway/src/cli/output.ts',
  'apps/gateway/src/cli/output/**/*.ts',
  'tools/**',
  'bench/**',
];

const NO_PROCESS =
  'Only main.ts and the command line’s start touch process: take what you need as a parameter.';
const NO_AMBIENT = 'Time, ids and randomness are parameters here (Clock, NewId): see docs/architecture.md.';

const exportDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name, so that one thing has one name everywhere.',
};
// Express tells an error handler by its four parameters, the last of them `next`.
const fourthParameter = {
  selector: ':function[params.length>3]:not([params.3.name=/next$/i])',
  message: 'Three parameters, then an object.',
};
const unfinishedTest = {
  selector: 'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(skip|only|todo)$/]',
  message: 'Every test runs: fix it or delete it.',
};
const clockOfTheMachine = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: NO_AMBIENT,
};

export default defineConfig(
  globalIgnores(['**/.turbo/', '**/.reports/']),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,ts}'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    plugins: { postern: { rules: { names } }, regexp },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'postern/names': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'no-restricted-globals': ['error', { name: 'process', message: NO_PROCESS }],
      'no-restricted-imports': [
        'error',
        { paths: ['process', 'node:process'].map((name) => ({ name, message: NO_PROCESS })) },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'globalThis', property: 'process', message: NO_PROCESS },
      ],
      'no-restricted-syntax': ['error', exportDefault, fourthParameter],

      // What strangers send is matched in linear time: no expression goes back over the same text again and again.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],

      '@typescript-eslint/array-type': ['error', { default: 'array' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
      '@typescript-eslint/prefer-optional-chain': 'error',
      // A `default: x satisfies never` does not stand in for a case that was forgotten.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowNever: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An async port without an await still turns a throw into a rejection, which its callers rely on.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Everything that decides lives here, and decides the same way twice.
    files: ['packages/core/src/**/*.ts'],
    ignores: ['packages/core/src/adapters/**', 'packages/core/src/kernel/clock.ts', ...TESTS],
    rules: {
      'no-restricted-properties': [
        'error',
        ...[
          ['globalThis', 'process'],
          ['Date', 'now'],
          ['Math', 'random'],
          ['performance', 'now'],
          ['crypto', 'randomUUID'],
          ['crypto', 'getRandomValues'],
        ].map(([object, property]) => ({
          object,
          property,
          message: object === 'globalThis' ? NO_PROCESS : NO_AMBIENT,
        })),
      ],
      'no-restricted-syntax': ['error', exportDefault, fourthParameter, clockOfTheMachine],
    },
  },
  { files: PRINTERS, rules: { 'no-console': 'off' } },
  {
    files: [...PROCESS_OWNERS, ...TESTS],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-properties': 'off',
    },
  },
  {
    files: TESTS,
    rules: {
      'max-lines': 'off',
      'regexp/no-super-linear-backtracking': 'off',
      'regexp/no-super-linear-move': 'off',
      'no-restricted-syntax': ['error', exportDefault, unfinishedTest],
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Proving that a Secret shows nothing takes putting one into a template.
      '@typescript-eslint/restrict-template-expressions': 'off',
    },
  },
  {
    files: ['**/*.config.{js,ts}', '.dependency-cruiser.js'],
    rules: { 'no-restricted-syntax': ['error', fourthParameter] },
  },
);
