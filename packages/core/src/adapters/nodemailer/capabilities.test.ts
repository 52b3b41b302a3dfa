import { describe, expect, it } from 'vitest';
import { capabilitiesOf, NO_CAPABILITIES } from './capabilities.ts';

describe('capabilitiesOf', () => {
  it('reads what a submission server offers', () => {
    const reply =
      '250-mx.example at your service\r\n250-SIZE 35882577\r\n250-8BITMIME\r\n250-STARTTLS\r\n250-AUTH LOGIN PLAIN XOAUTH2\r\n250-AUTH=LOGIN PLAIN\r\n250 smtputf8';
    expect(capabilitiesOf(reply)).toEqual({
      lines: [
        'SIZE 35882577',
        '8BITMIME',
        'STARTTLS',
        'AUTH LOGIN PLAIN XOAUTH2',
        'AUTH=LOGIN PLAIN',
        'smtputf8',
      ],
      mechanisms: ['LOGIN', 'PLAIN', 'XOAUTH2'],
      starttls: true,
      smtputf8: true,
      maxSize: 35_882_577,
    });
  });

  it.each(['502 5.5.1 no EHLO here', '250 mx.example', ''])('takes nothing for granted from %j', (reply) => {
    expect(capabilitiesOf(reply)).toEqual(NO_CAPABILITIES);
  });

  it('holds SIZE 0 for no limit', () => {
    expect(capabilitiesOf('250-mx\r\n250 SIZE 0').maxSize).toBeNull();
  });
});
