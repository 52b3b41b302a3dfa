import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import type { SignMessage } from '../../dkim/dkim-signing.ts';
import { AppError } from '../../kernel/errors.ts';

/**
 * What of the head is signed, where it is there: RFC 6376 section 5.4.1, and what one-click unsubscribing asks for
 * (RFC 8058 section 4). nodemailer signs no field that is absent, so a field that is added later stays unnoticed.
 */
const SIGNED_FIELDS = [
  ...['From', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'To', 'In-Reply-To', 'References'],
  ...['MIME-Version', 'Content-Type', 'Content-Language', 'Auto-Submitted'],
  ...['List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post'],
].join(':');

const BEGINS = Buffer.from('DKIM-Signature:');

/**
 * Signs by nodemailer (RFC 6376: rsa-sha256, relaxed both ways), over the very bytes that are sent.
 * @throws AppError `internal` when nodemailer signs nothing, which it does in silence.
 */
export const signMessage: SignMessage = async (raw, { domain, selector, privateKey }) => {
  const signer = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey: privateKey.expose(),
    headerFieldNames: SIGNED_FIELDS,
  });
  const signed = await buffer(signer.sign(Buffer.from(raw)));
  if (signed.subarray(0, BEGINS.length).equals(BEGINS)) return signed;
  throw new AppError('internal', 'The mail could not be signed with its DKIM key.', {
    detail: `${selector}._domainkey.${domain}`,
  });
};
