import type { z } from 'zod';

/** What is wrong with blocks or a view, in Slack's words. @param root where they stand, such as `/blocks` or `/view`. */
export function slackSays(error: z.ZodError, root: string): readonly string[] {
  return error.issues.map((issue) => {
    const pointer = [root, ...issue.path.map(String)].join('/');
    return `[ERROR] ${reason(issue)} [json-pointer:${pointer}]`;
  });
}

function reason(issue: z.core.$ZodIssue): string {
  const unit = 'origin' in issue && issue.origin === 'array' ? 'items' : 'characters';
  if (issue.code === 'too_big') return `must be less than ${Number(issue.maximum) + 1} ${unit}`;
  if (issue.code === 'too_small') return `must be more than ${Number(issue.minimum) - 1} ${unit}`;
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`;
  return issue.code === 'invalid_union' ? 'unsupported type' : issue.message;
}
