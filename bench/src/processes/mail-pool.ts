import { createTransport } from 'nodemailer';
import { simpleParser } from 'mailparser';
import { z } from 'zod';
import { TOKEN, tokenOf } from '../http/webhook-bytes.ts';
import { monotonic } from '../monotonic.ts';
import { answerQuestions } from '../workers/answer-questions.ts';

/** Mails handed to the pool and not sent yet: enough to keep it busy, few enough to spare its memory. */
const AHEAD = 200;

/** nodemailer alone, sending the same mail as Postern: the measure of what sending costs. */
const question = z.strictObject({
  port: z.int(),
  connections: z.int(),
  /** A mail of Postern's. */
  sample: z.instanceof(Uint8Array),
  /** composing: from its parts, each mail anew. prepared: as the bytes it will be (`raw`). */
  kind: z.enum(['composing', 'prepared']),
  mails: z.int(),
  /** The authority (PEM) that the server's certificate is from: STARTTLS then, with the certificate checked. Null: no TLS. */
  authority: z.string().nullable(),
});

answerQuestions(question, async ({ port, connections, sample, kind, mails, authority }) => {
  const mailOf = kind === 'composing' ? await composing(sample) : prepared(sample);
  const pool = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    secure: false,
    ...(authority === null ? { ignoreTLS: true } : { requireTLS: true, tls: { ca: authority } }),
    maxConnections: connections,
    maxMessages: Infinity,
  });
  const started = monotonic();
  let next = 0;
  await Promise.all(
    Array.from({ length: AHEAD }, async () => {
      while (next < mails) await pool.sendMail(mailOf(next++));
    }),
  );
  pool.close();
  return { started };
});

const ENVELOPE = { from: 'robots@platform.example', to: 'ops@acme.example' };

/** The parts that a program would hand over: the same texts, with a subject of its own for every mail. */
async function composing(sample: Uint8Array) {
  const { subject = '', html, text } = await simpleParser(Buffer.from(sample));
  return (number: number) => ({
    from: { name: 'Platform notifications', address: ENVELOPE.from },
    to: ENVELOPE.to,
    subject: subject.replace(TOKEN, tokenOf(number)),
    html: html === false ? '' : html,
    text,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  });
}

/** Where the subject has its token, another one is put into a copy: no more work than handing bytes over. */
function prepared(sample: Uint8Array) {
  const at = Buffer.from(sample).toString('latin1').search(TOKEN);
  return (number: number) => {
    const raw = Buffer.from(sample);
    raw.write(tokenOf(number), at, 'latin1');
    return { envelope: ENVELOPE, raw };
  };
}
