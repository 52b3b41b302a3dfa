import { describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import { findField } from '../fields.ts';
import { EXAMPLE_CERTIFICATE } from './example-certificate.ts';

function parse(name: string, value: unknown): unknown {
  const field = findField(name);
  if (field === null) throw new Error(`no field ${name}`);
  const result = field.schema.safeParse(value);
  return result.success
    ? { value: result.data }
    : { refused: result.error.issues.map((issue) => issue.message).join(' ') };
}

describe('smtp-port', () => {
  it.each([
    ['587', 587],
    [587, 587],
    [' 1 ', 1],
    ['65535', 65_535],
  ])('accepts %j', (typed, value) => {
    expect(parse('smtp-port', typed)).toEqual({ value });
  });

  it.each([0, '0', 70_000, '70000', 'smtp', '25.5', 25.5, '1e3', '-25', '0x19', '+25', true])(
    'refuses %j and gives an example',
    (typed) => {
      expect(parse('smtp-port', typed)).toEqual({
        refused: 'Give a whole number from 1 to 65535, such as 587.',
      });
    },
  );
});

describe('switches', () => {
  it.each(['on', 'ON', 'true', 'yes', 'oui', ' Oui ', '1', true])('understand %j as on', (typed) => {
    expect(parse('secure-connection', typed)).toEqual({ value: true });
  });

  it.each(['off', 'false', 'no', 'non', '0', false])('understand %j as off', (typed) => {
    expect(parse('secure-connection', typed)).toEqual({ value: false });
  });

  it.each(['', 'maybe', 1, 0, 'onn'])('refuse %j', (typed) => {
    expect(parse('secure-connection', typed)).toEqual({ refused: 'Say "on" or "off".' });
  });
});

describe('smtp-host', () => {
  it.each([
    'smtp.example.com',
    'SMTP.Example.com',
    'smtp.example.com.',
    'mail',
    'mail_relay',
    'bücher.example',
    'почта.example',
    '127.0.0.1',
    '2001:db8::25',
    '[2001:db8::25]',
  ])('accepts %s as typed', (host) => {
    expect(parse('smtp-host', host)).toEqual({ value: host });
  });

  it.each([
    ['smtp://smtp.example.com:25', /name of the server alone, without "smtp:\/\/".*smtp-port/],
    ['https://smtp.example.com', /without "smtp:\/\/"/],
    ['smtp.example.com:587', /port goes into smtp-port/],
    ['[2001:db8::25]:587', /port goes into smtp-port/],
    ['smtp. example.com', /no spaces/],
    ['smtp.example.com\r\nQUIT', /no spaces or line breaks/],
    ['robots@example.com', /not a mail address/],
    ['smtp.example.com/mail', /DNS name or an IP address/],
    ['*.example.com', /DNS name or an IP address/],
    ['smtp..example.com', /DNS name or an IP address/],
    ['-smtp.example.com', /DNS name or an IP address/],
    ['127.1', /DNS name or an IP address/],
    ['256.1.1.1', /DNS name or an IP address/],
    ['１２７.0.0.1', /DNS name or an IP address/],
    ['ex%41mple.com', /DNS name or an IP address/],
    ['fe80::1%eth0', /DNS name or an IP address/],
    [`${'a'.repeat(64)}.example`, /DNS name or an IP address/],
    [`${'a.'.repeat(127)}example`, /DNS name or an IP address/],
  ])('refuses %s with advice', (host, advice) => {
    expect(parse('smtp-host', host)).toEqual({ refused: expect.stringMatching(advice) as string });
  });
});

describe('addresses', () => {
  it.each(['robots@example.com', ' robots@example.com ', 'root@localhost', 'robots@bücher.example'])(
    'accept %s',
    (address) => {
      expect(parse('default-from-address', address)).toEqual({ value: address.trim() });
    },
  );

  it.each([
    ['robots@example.com\r\nBcc: all@example.com', /no line breaks/],
    ['robots@example.com\n', /no line breaks/],
    ['a@example.com, b@example.com', /one address, not several/],
    ['a@example.com;b@example.com', /one address, not several/],
    ['a@b@example.com', /one address, not several/],
    ['Robots <robots@example.com>', /name goes into default-from-display-name/],
    ['"robots"@example.com', /address alone/],
    ['robots', /not a mail address/],
    ['robots@', /not a mail address/],
    ['robots@127.0.0.1', /not a mail address/],
    ['robots@exa mple.com', /not a mail address/],
  ])('refuse %j and say why', (address, reason) => {
    for (const name of ['default-from-address', 'reply-to'])
      expect(parse(name, address)).toEqual({ refused: expect.stringMatching(reason) as string });
  });
});

describe('default-from-display-name', () => {
  it('accepts any text of one line', () => {
    const name = 'Robots "Acme" <équipe>, 机器人 🤖';
    expect(parse('default-from-display-name', name)).toEqual({ value: name });
  });

  it('refuses a line break', () => {
    expect(parse('default-from-display-name', 'Acme\r\nBcc: x')).toHaveProperty('refused');
  });
});

describe('choices', () => {
  it('say what was probably meant', () => {
    expect(parse('authentication', 'oauth')).toEqual({
      refused: 'Choose one of "password", "oauth2", "ntlm", "certificate", "none". Did you mean "oauth2"?',
    });
  });
});

describe('oauth-token-url', () => {
  it.each([
    ['https://oauth2.googleapis.com/token', 'https://oauth2.googleapis.com/token'],
    ['HTTPS://LOGIN.example.com', 'https://login.example.com/'],
    ['http://127.0.0.1:8080/token', 'http://127.0.0.1:8080/token'],
    ['http://[::1]/token', 'http://[::1]/token'],
  ])('accepts %s', (typed, value) => {
    expect(parse('oauth-token-url', typed)).toEqual({ value });
  });

  it.each([
    ['http://login.example.com/token', /Use https/],
    ['file:///etc/passwd', /Use https/],
    ['https://id:secret@login.example.com/', /Leave user name and password out/],
    ['https://login.example.com/#x', /after "#"/],
    ['login.example.com/token', /full URL/],
  ])('refuses %s', (typed, reason) => {
    expect(parse('oauth-token-url', typed)).toEqual({ refused: expect.stringMatching(reason) as string });
  });
});

describe('ca-certificate', () => {
  it('accepts several certificates and drops what stands around them', () => {
    const bundle = `# root\r\n${EXAMPLE_CERTIFICATE.replaceAll('\n', '\r\n')}\n# again\n${EXAMPLE_CERTIFICATE}`;
    const pem = EXAMPLE_CERTIFICATE.trim();
    expect(parse('ca-certificate', bundle)).toEqual({ value: `${pem}\n${pem}\n` });
  });

  it.each([
    ['text', 'hello', /BEGIN CERTIFICATE/],
    ['a certificate that does not parse', EXAMPLE_CERTIFICATE.replace('MIIB', 'AAAA'), /Part 1/],
    [
      'a second one that does not parse',
      EXAMPLE_CERTIFICATE + EXAMPLE_CERTIFICATE.replace('MIIB', 'AAAA'),
      /Part 2/,
    ],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', /private key/],
    ['a whole bundle', EXAMPLE_CERTIFICATE.repeat(200), /at most/],
  ])('refuses %s', (_what, pem, reason) => {
    expect(parse('ca-certificate', pem)).toEqual({ refused: expect.stringMatching(reason) as string });
  });
});

describe('secrets', () => {
  it('accept a value that is wrapped, and give it wrapped', () => {
    const secret = new Secret('correct horse');
    expect(parse('smtp-password', secret)).toEqual({ value: { kind: 'value', secret } });
  });

  it('refuse plain text, so that no surface passes a password on as an ordinary string', () => {
    const refused = parse('smtp-password', 'hunter2');
    expect(refused).toHaveProperty('refused');
    expect(JSON.stringify(refused)).not.toContain('hunter2');
  });

  it.each(['****', '•••• ••••', '●●●●●●', '＊＊＊', '[secret]', ' '])('refuse the mask %j', (mask) => {
    expect(parse('smtp-password', new Secret(mask))).toEqual({
      refused: expect.stringContaining('masked field') as string,
    });
  });

  it.each([
    ['nothing', '', /empty/],
    ['a line break', 'hunter2\n', /line break/],
    ['a whole file', 'x'.repeat(8_193), /at most/],
  ])('refuse %s without repeating it', (_what, text, reason) => {
    expect(parse('smtp-password', new Secret(text))).toEqual({
      refused: expect.stringMatching(reason) as string,
    });
  });

  it.each(['env:SMTP_PASSWORD', 'file:/run/secrets/smtp'])('accept the reference %s', (reference) => {
    expect(parse('smtp-password', { reference })).toEqual({ value: { kind: 'reference', reference } });
  });

  it.each([
    ['env:POSTERN_KEYS', /Postern's own/],
    ['env:postern_keys', /Postern's own/],
    ['env:SLACK_BOT_TOKEN', /Postern's own/],
    // By which the database is opened, where its URL has no password.
    ['env:PGPASSWORD', /Postern's own/],
    ['env:', /name of a variable/],
    ['env:A-B', /name of a variable/],
    ['file:secret.txt', /absolute path/],
    ['file:/run/\u0000x', /absolute path/],
    ['vault:kv/smtp', /env:NAME or file:/],
    ['', /env:NAME or file:/],
  ])('refuse the reference %j', (reference, reason) => {
    expect(parse('smtp-password', { reference })).toEqual({
      refused: expect.stringMatching(reason) as string,
    });
  });
});
