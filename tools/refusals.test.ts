import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { FRENCH_REFUSALS } from '../packages/core/src/refusals/refusal-text.ts';

const CORE = new URL('../packages/core/src/', import.meta.url);

/** Folders whose texts are in both languages by their types, or reach nobody but the log. */
const ELSEWHERE = /^(?:adapters|testing|mail|events|sources|refusals|kernel\/errors\.ts)|\.test\.ts$/;

/** Sentences that are no refusal which somebody in Slack could meet: for the log, the command line, or a mail. */
const NOT_FOR_SLACK = [
  /^This connection cannot be used\.$/,
  /^A stored secret has no server/,
  /has no server to be sealed for\.$/,
  /^A report (?:in quarantine has lost its source|was stored without an answer)\.$/,
  /^A delivery belongs to an organization that does not exist\.$/,
  /^The way back to the person of a link does not open$/,
  /^Not tried: (?:the server answered|it follows the mail of)/,
  /^The mail settings cannot be used: /,
  /^Give Slack user ids such as/,
  // Configuration of a process.
  /^Give an http:\/\/ or https:\/\/ address/,
  /^How long to keep what$/,
  /^<[!a-z]/,
];

/** Sentences in the sources of core: what begins like one and holds at least two words, `{}` for what is filled in. */
function sentences(file: string): readonly string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(new URL(file, CORE), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ['en', 'fr', 'detail'].includes(node.name.getText())) return;
    const text = textOf(node);
    if (text !== null && /^["A-Z{<]/.test(text) && /[a-z] [a-z]/.test(text)) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

const files = globSync('**/*.ts', { cwd: CORE.pathname }).filter((file) => !ELSEWHERE.test(file));
/** Read from other products' files, which the command line does alone. */
const spoken = files.filter((file) => !file.startsWith('settings/import/'));

describe('what core refuses', () => {
  it('is said in French too, every sentence of it', () => {
    const known = new Set(FRENCH_REFUSALS.map(([english]) => english.replaceAll(/\{\d\}/g, '{}')));
    const missing = spoken.flatMap((file) =>
      sentences(file)
        .filter((text) => !NOT_FOR_SLACK.some((pattern) => pattern.test(text)))
        .filter((text) => !known.has(text) && !known.has(text.replace(/ \{\}$/, '')))
        .map((text) => `${file}: ${text}`),
    );
    expect(missing).toEqual([]);
  });

  it('fills in nothing that English does not say', () => {
    const places = (text: string): readonly string[] => text.match(/\{\d\}/g) ?? [];
    for (const [english, french] of FRENCH_REFUSALS)
      for (const place of places(french))
        expect([english, places(english)]).toContainEqual(
          places(english).includes(place) ? places(english) : 'missing',
        );
  });

  it('has each sentence once', () => {
    const all = FRENCH_REFUSALS.map(([english]) => english);
    expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([]);
  });
});
