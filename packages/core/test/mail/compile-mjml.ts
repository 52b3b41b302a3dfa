import mjml2html from 'mjml';

/** What MJML makes of a layout, with the holes left as they are and white space that carries nothing taken out. */
export async function compileMjml(source: string): Promise<string> {
  const { html } = await mjml2html(source, {
    // No remote fonts.
    fonts: {},
    keepComments: false,
    validationLevel: 'strict',
    ignoreIncludes: true,
  });
  return (
    html
      .replace(/^\s+/gm, '')
      .replace(/<([a-z0-9]+)\s*\n(?!>)/g, '<$1 ')
      .replace(/"\s*\n>/g, '">')
      // Where a part of the mail begins or ends is no line of its own.
      .replace(/(\{\{#each [^}]*\}\})\n/g, '$1')
      .replace(/^((?:\{\{[#/][^}]*\}\})+)\n/gm, '$1')
      // SMTP doubles a dot at the start of a line: where none is, a mail need not be copied for it.
      .replace(/^\./gm, ' .')
      .replace(/\s+$/, '\n')
  );
}
