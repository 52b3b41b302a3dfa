/** Where a secret is read from when it is used. */
export type SecretReference =
  | { readonly kind: 'env'; readonly name: string }
  /** `path` is absolute. */
  | { readonly kind: 'file'; readonly path: string };

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Variables with the processes' own keys and tokens: they must not go out as somebody's SMTP password. */
const OWN_VARIABLES = /^(?:(?:POSTERN|SLACK)_|PGPASSWORD$)/i;

/** Reads `env:NAME` or `file:/absolute/path`, or says what is wrong with it. */
export function parseReference(
  text: string,
):
  | { readonly ok: true; readonly reference: SecretReference }
  | { readonly ok: false; readonly fault: string } {
  const [, scheme, rest = ''] = /^(env|file):(.*)$/s.exec(text) ?? [];
  if (scheme === 'env') return environmentReference(rest);
  if (scheme === 'file') return fileReference(rest);
  return { ok: false, fault: 'A reference is env:NAME or file:/absolute/path.' };
}

function environmentReference(name: string): ReturnType<typeof parseReference> {
  if (!NAME.test(name))
    return { ok: false, fault: 'After "env:" comes the name of a variable, such as env:SMTP_PASSWORD.' };
  if (OWN_VARIABLES.test(name))
    return { ok: false, fault: `The variable ${name} is Postern's own; give the secret one of its own.` };
  return { ok: true, reference: { kind: 'env', name } };
}

function fileReference(path: string): ReturnType<typeof parseReference> {
  const usable = path.startsWith('/') && path.length <= 4_096 && !/\p{Cc}/u.test(path);
  if (usable) return { ok: true, reference: { kind: 'file', path } };
  return {
    ok: false,
    fault: 'After "file:" comes an absolute path, such as file:/run/secrets/smtp-password.',
  };
}
