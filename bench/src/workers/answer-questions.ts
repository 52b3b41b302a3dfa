import type { z } from 'zod';

/** Answers what the bench asks this process, for as long as the bench lives. */
export function answerQuestions<T>(question: z.ZodType<T>, answer: (question: T) => Promise<unknown>): void {
  process.on('message', (message) => {
    void (async () => answer(question.parse(message)))().then(
      (ok) => process.send?.({ ok }),
      (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
