import type { Messages } from '../messages/messages.ts';
import type { ProblemText } from '../messages/problem-text.ts';
import { mentionsSecret } from '../words/mentions-secret.ts';

/** Adds to a refusal what to do about a password that may have been in the line: it was refused for another reason first. */
export function withSecretAdvice(
  problem: ProblemText,
  { line, texts }: { readonly line: string; readonly texts: Messages },
): ProblemText {
  if (!mentionsSecret(line)) return problem;
  return { ...problem, next: `${problem.next}\n${texts.change.secretAdvice}` };
}
