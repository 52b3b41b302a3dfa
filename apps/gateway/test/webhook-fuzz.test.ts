import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptedReply, repeatReply } from '../src/routes/webhook-replies.ts';
import { problemSchema } from '../src/http/problem-schema.ts';
import { faultedJob, signUipath } from './sign.ts';
import { startTestGateway, type TestGateway } from './start-gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterAll(() => gateway.stop());

/** Bytes of any kind, JSON of any shape, and a real payload with one of its parts replaced by anything. */
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc
    .tuple(
      fc.constantFrom('Type', 'EventId', 'Timestamp', 'Job', 'TenantId', 'Jobs', '__proto__'),
      fc.jsonValue(),
    )
    .map(([key, value]) => Buffer.from(faultedJob(1, { [key]: value }))),
  fc.tuple(fc.nat(400), fc.nat(255)).map(([place, byte]) => {
    const bytes = Buffer.from(faultedJob(2));
    bytes[place % bytes.length] = byte;
    return bytes;
  }),
);

it('whatever is signed is taken and never sent back, and nothing else is', async () => {
  const { post, source } = gateway;
  await fc.assert(
    fc.asyncProperty(bodies, fc.boolean(), async (body, isSigned) => {
      const headers = signUipath(body, isSigned ? source.secret.expose() : 'guessed');
      const reply = await post(body, headers);
      const answer: unknown = await reply.json();
      if (!isSigned) {
        expect(problemSchema.parse(answer).status).toBe(401);
      } else if (reply.status === 200) {
        repeatReply.parse(answer);
      } else {
        expect(reply.status).toBe(202);
        acceptedReply.parse(answer);
      }
    }),
    { numRuns: 300 },
  );
});
