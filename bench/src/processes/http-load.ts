import { z } from 'zod';
import { postAtOnce, postSteadily } from '../http/post-load.ts';
import { answerQuestions } from '../workers/answer-questions.ts';

/** The load generator: its own process, so that making load is not measured. */
const question = z.strictObject({
  target: z.strictObject({ host: z.string(), port: z.int(), path: z.string(), secret: z.string() }),
  first: z.int(),
  count: z.int(),
  about: z.int().optional(),
  mailEvery: z.int().min(1).optional(),
  connections: z.int(),
  /** Null: all at once. */
  perSecond: z.number().nullable(),
});

answerQuestions(question, ({ perSecond, ...load }) =>
  perSecond === null ? postAtOnce(load) : postSteadily(load, perSecond),
);
