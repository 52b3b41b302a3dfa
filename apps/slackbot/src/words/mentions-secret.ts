/** What people call a secret in either language, misspelt as well: `smtp-pasword`, `mot de passe`, `oauth-client-secret`. */
const SECRET = /pas{1,2}w|pwd|mot.?de.?pas{1,2}e|mdp|secret|refresh.?token/iu;

/** Whether a line seems to be about a secret, so that one may stand in it. For a piece of advice, never to decide by. */
export function mentionsSecret(typed: string): boolean {
  return SECRET.test(typed);
}
