/**
 * A layout as a function that returns it, with its holes filled from a view:
 *
 * - `{{a.b}}` is a text, escaped, and `{{lines a.b}}` one whose line ends are kept;
 * - `{{#if a}}…{{/if}}` is there when the view has an `a`, and `{{#some list}}…{{/some}}` when the list is not empty;
 * - `{{#each list}}…{{/each}}` is there for every item, which holes within call `item`.
 *
 * Lines end in CRLF.
 * @throws Error at a hole of another form; the type-checker finds those that the view does not have.
 */
export function holesToLiterals(html: string): string {
  return html
    .split(/(\{\{.*?\}\})/)
    .map((part, index) => (index % 2 === 0 ? literal(part) : hole(part.slice(2, -2))))
    .join('');
}

function literal(text: string): string {
  return text.replace(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll('\n', '\\r\n');
}

function hole(words: string): string {
  const [, word = '', path = ''] = /^([#/]?\w+)(?: ([\w.]+))?$/.exec(words) ?? [];
  switch (word) {
    case '#if':
      return `\${${read(path)} ? \``;
    case '#some':
      return `\${${read(path)}.length > 0 ? \``;
    case '#each':
      return `\${${read(path)}.map((item) => \``;
    case '/if':
    case '/some':
      return "` : ''}";
    case '/each':
      return "`).join('')}";
    case 'lines':
      return `\${htmlLines(${read(path)})}`;
    default:
      return `\${htmlText(${read(words)})}`;
  }
}

function read(path: string): string {
  if (!/^\w+(?:\.\w+)*$/.test(path)) throw new Error(`A hole that nothing fills: ${path}`);
  return path === 'item' || path.startsWith('item.') ? path : `view.${path}`;
}
