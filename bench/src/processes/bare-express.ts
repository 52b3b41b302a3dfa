import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import { answerQuestions } from '../workers/answer-questions.ts';

/** What Express does with a webhook at the least: raw bytes, HMAC, JSON, zod, 202. Nothing is stored, nothing decided. */
const job = z.looseObject({
  Type: z.string(),
  EventId: z.string(),
  Timestamp: z.string(),
  Job: z.looseObject({
    Key: z.string(),
    State: z.string(),
    Info: z.string(),
    Release: z.looseObject({ ProcessKey: z.string() }),
  }),
});

const question = z.strictObject({ secret: z.string() });

answerQuestions(question, async ({ secret }) => {
  const app = express().disable('x-powered-by').disable('etag');
  app.post(
    '/webhooks/:source',
    express.raw({ type: 'application/json', limit: '1mb' }),
    (request: Request<object, unknown, Buffer>, response: Response) => {
      const claimed = Buffer.from(request.get('x-uipath-signature') ?? '', 'base64');
      const right = createHmac('sha256', secret).update(request.body).digest();
      if (claimed.length !== right.length || !timingSafeEqual(claimed, right)) {
        response.status(401).json({ status: 'refused' });
        return;
      }
      const { EventId } = job.parse(JSON.parse(request.body.toString('utf8')));
      response.status(202).json({ id: EventId, status: 'accepted' });
    },
  );
  return new Promise<number>((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
});
