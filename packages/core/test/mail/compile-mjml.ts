import mjml2html from 'mjml';

/** What MJML makes of a layout, with the Handlebars holes left as they are and white space that carries nothing taken out. */
export async function compileMjml(source: string): Promise<string> {
  const { html } = await mjml2html(source, {
    // No remote fonts.
    fonts: {},
    keepComments: false,
    validationLevel: 'strict',
    ignoreIncludes: true,
  });
  return html
    .replace(/^\s+/gm, '')
    .replace(/<([a-z0-9]+)\s*\n(?!>)/g, '<$1 ')
    .replace(/"\s*\n>/g, '">')
    .replace(/\s+$/, '\n');
}
