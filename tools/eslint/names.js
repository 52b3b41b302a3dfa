import { basename, dirname, sep } from 'node:path';

const KEBAB_CASE = /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*\.[jt]s$/;
const SAYS_NOTHING = new Set(['utils', 'helpers', 'common', 'misc']);

/**
 * Files are named in kebab-case after the one thing they export, and folders by nouns of the domain.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const names = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      file: 'Name this file in kebab-case after the one thing it exports, not "{{name}}".',
      folder: 'A folder called "{{name}}" says nothing: name it by what it holds.',
    },
  },
  create: (context) => ({
    Program(node) {
      const file = basename(context.filename);
      if (!KEBAB_CASE.test(file)) context.report({ node, messageId: 'file', data: { name: file } });
      const path = dirname(context.filename).slice(context.cwd.length).split(sep);
      for (const name of path.filter((part) => SAYS_NOTHING.has(part)))
        context.report({ node, messageId: 'folder', data: { name } });
    },
  }),
};
