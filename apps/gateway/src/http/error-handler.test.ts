import { silentLogger } from '@postern/core';
import express, { type Request } from 'express';
import { describe, expect, it } from 'vitest';
import { errorHandler } from './error-handler.ts';
import { listenHttp, HTTP_TIMEOUTS } from './http-server.ts';
import type { Reply } from './reply.ts';

describe('errorHandler', () => {
  it('cuts the connection of an answer that breaks off half-way, so that nobody takes it for whole', async () => {
    const app = express()
      .use((_request: Request, response: Reply) => {
        response.write('half');
        throw new Error('broken');
      })
      .use(errorHandler(silentLogger));
    const server = await listenHttp(app, {
      address: { host: '127.0.0.1', port: 0 },
      timeouts: HTTP_TIMEOUTS,
      newId: () => 'id',
    });
    await expect(fetch(server.url).then((reply) => reply.text())).rejects.toThrow();
    await server.stop(0);
  });
});
