import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../', import.meta.url).pathname;

/** What reads no text from outside by itself; or what is fuzzed through another, which hands it everything. */
const THROUGH: Readonly<Record<string, string>> = {
  parseUipath: 'SOURCE_KIND_DEFINITIONS',
  parseSystemMessage: 'SOURCE_KIND_DEFINITIONS',
  readSystemMessage: 'SOURCE_KIND_DEFINITIONS',
  readEnvelope: 'SOURCE_KIND_DEFINITIONS',
  readUnknown: 'SOURCE_KIND_DEFINITIONS',
  readOther: 'SOURCE_KIND_DEFINITIONS',
  readKeyFile: 'readKeyList',
  readJsonText: 'readJson',
  parseJson: 'readEditForm',
  readPace: 'readRule',
  readRecovery: 'readRule',
};

/** What takes no text: an environment at the start, a socket, a stream that another reader then gets. */
const NO_TEXT: Readonly<Record<string, string>> = {
  readCertificate: 'opens a session and looks at the certificate that Node has read',
  readForm: 'Express reads the form',
  readBody: 'gathers bytes and reads nothing in them',
  readSecrets: 'takes the first line of standard input',
  readTextFile: 'gives the text of a file that somebody names, as it is',
  readFieldFiles: 'the same for several',
  readGathered: 'rows of a digest that storage has',
  parseConfig: 'the environment of a process, from whoever starts it',
};

const sources = globSync('{packages,apps}/*/{src,test}/**/*.ts', { cwd: ROOT }).map((path) => ({
  path,
  text: readFileSync(ROOT + path, 'utf8'),
}));
const fuzz = sources.filter(
  ({ path, text }) => path.endsWith('.test.ts') && text.includes("from 'fast-check'"),
);
const parsers = sources
  .filter(({ path }) => path.includes('/src/') && !path.endsWith('.test.ts') && !path.includes('/testing/'))
  .flatMap(({ path, text }) =>
    [...text.matchAll(/^export (?:async )?(?:function|const) ((?:parse|read)[A-Z]\w*)/gm)].map(
      ([, name = '']) => ({ name, workspace: path.split('/').slice(0, 2).join('/') }),
    ),
  );

const isFuzzed = (name: string, workspace: string): boolean =>
  fuzz.some(
    ({ path, text }) =>
      path.startsWith(`${workspace}/`) && new RegExp(`\\b${name}\\b(?!.*from ')`).test(text),
  );

it('every reader of text from outside is fed with anything by a test', () => {
  expect(parsers.length).toBeGreaterThan(30);
  const forgotten = parsers.filter(
    ({ name, workspace }) => !(name in NO_TEXT) && !isFuzzed(THROUGH[name] ?? name, workspace),
  );
  expect(forgotten.map(({ name, workspace }) => `${workspace}: ${name}`)).toEqual([]);
});

it('no exception outlives its reader', () => {
  const names = new Set(parsers.map(({ name }) => name));
  expect([...Object.keys(THROUGH), ...Object.keys(NO_TEXT)].filter((name) => !names.has(name))).toEqual([]);
});
