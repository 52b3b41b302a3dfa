import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKeyList } from '../../src/adapters/crypto/key-list.ts';
import { capabilitiesOf } from '../../src/adapters/nodemailer/capabilities.ts';
import { readChallenge } from '../../src/adapters/nodemailer/ntlm/ntlm-messages.ts';
import { parseLength } from '../../src/kernel/parse-length.ts';
import { parseSpan } from '../../src/alerts/parse-span.ts';
import { readPublishedKey } from '../../src/domains/published-key.ts';
import { readDmarcPolicy } from '../../src/domains/dmarc-policy.ts';
import { parseSpf } from '../../src/domains/spf-record.ts';
import { readSpfTree } from '../../src/domains/spf-tree.ts';
import { parseTagList } from '../../src/domains/tag-list.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { isMailAddress } from '../../src/kernel/mail-address.ts';
import { parseInput } from '../../src/kernel/parse.ts';
import { refusalText } from '../../src/refusals/refusal-text.ts';
import { addressRangeOf, rangeHolds } from '../../src/settings/address-range.ts';
import { FIELDS } from '../../src/settings/fields.ts';
import { readPrivateKey } from '../../src/settings/fields/private-key.ts';
import { readSecret, SECRET_FAULTS } from '../../src/settings/fields/read-secret.ts';
import { readServiceAccountKey } from '../../src/settings/fields/service-account-key.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { ipAddressOf } from '../../src/settings/fields/ip-address.ts';
import { parseEdit } from '../../src/settings/parse-edit.ts';
import { parseReference } from '../../src/settings/secret-reference.ts';
import { newRuleSchema } from '../../src/alerts/add-rule.ts';
import { parseReply } from '../../src/smtp/parse-reply.ts';
import { queueIdOf } from '../../src/smtp/queue-id-of.ts';
import { parseSeverity } from '../../src/sources/kinds/parse-severity.ts';
import { readHeader } from '../../src/sources/kinds/read-header.ts';
import { readType } from '../../src/sources/kinds/read-type.ts';
import { FakeDns } from '../../src/testing/fake-dns.ts';
import { anyText } from '../fixtures/any-text.ts';

const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** Words that mean something to a reader, with whatever between them. */
function wordsAndNoise(...words: readonly string[]): fc.Arbitrary<string> {
  const part = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, anyText(4));
  return fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
}

describe('what a server says', () => {
  const said = wordsAndNoise(
    '250',
    '550',
    '354-',
    '250 ',
    ' 5.1.1 ',
    '\r\n',
    '\n',
    'AUTH',
    '=PLAIN',
    ' SIZE ',
    '9',
  );

  it('is a reply with a code of SMTP and a text of one line, or none', () => {
    fc.assert(
      fc.property(said, (raw) => {
        const reply = parseReply(raw);
        if (reply === null) return;
        expect(reply.code).toBeGreaterThanOrEqual(200);
        expect(reply.code).toBeLessThan(600);
        expect(reply.text).not.toMatch(CONTROL);
        expect(reply.enhanced ?? '2.0.0').toMatch(/^[245]\.\d{1,3}\.\d{1,3}$/);
      }),
    );
  });

  it('is capabilities, whatever it is', () => {
    fc.assert(
      fc.property(said, (raw) => {
        const { maxSize, mechanisms } = capabilitiesOf(raw);
        expect(maxSize === null || (Number.isSafeInteger(maxSize) && maxSize > 0)).toBe(true);
        for (const mechanism of mechanisms) expect(mechanism).not.toMatch(/\s|^$/);
      }),
    );
  });

  it('names a queue id of plain letters, or none', () => {
    const text = wordsAndNoise(
      'queued as ',
      'id=',
      'InternalId=',
      '12',
      'OK ',
      ' - gsmtp',
      ' Message accepted for delivery',
    );
    fc.assert(
      fc.property(text, (reply) => {
        expect(queueIdOf(reply) ?? '1').toMatch(/^[\w.-]{1,100}$/);
      }),
    );
  });

  it('is an NTLM challenge whose parts lie within it, or none', () => {
    const head = Buffer.concat([Buffer.from('NTLMSSP\0'), Buffer.from([2, 0, 0, 0])]);
    const bytes = fc.uint8Array({ maxLength: 80 }).map((rest) => Buffer.concat([head, rest]));
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          fc.uint8Array({ maxLength: 80 }).map((given) => Buffer.from(given)),
        ),
        (message) => {
          const challenge = readChallenge(message);
          if (challenge === null) return;
          expect(challenge.nonce).toHaveLength(8);
          expect(challenge.targetInfo).toHaveLength(message.readUInt16LE(40));
        },
      ),
    );
  });
});

describe('what a sender writes', () => {
  it('is a header that came once and says something, by whatever name', () => {
    const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'x-signature'), anyText(8));
    fc.assert(
      fc.property(fc.dictionary(name, fc.array(anyText(6), { maxLength: 3 })), name, (headers, asked) => {
        const reading = readHeader({ headers, body: new Uint8Array() }, asked);
        const values = Object.hasOwn(headers, asked) ? (headers[asked] ?? []) : [];
        const only = values.length === 1 ? (values[0]?.trim() ?? '') : '';
        expect(reading.ok ? reading.value : '').toBe(only);
      }),
    );
  });

  it('is a type of one line and a severity, or neither', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(400), fc.anything()), (value) => {
        expect(readType(value) ?? 'x').not.toMatch(/[\p{Cc}]|^$/u);
      }),
    );
    fc.assert(
      fc.property(anyText(10), (word) => {
        expect(['info', 'success', 'warn', 'error', 'fatal', null]).toContain(parseSeverity(word));
      }),
    );
  });
});

describe('what people type', () => {
  it('is a setting as its field wants it, or a reason that names the field and not the value', () => {
    const word = fc.oneof(fc.constantFrom(...FIELDS.map(({ name }) => name)), anyText(10));
    const value = fc.oneof(anyText(30), fc.anything(), fc.constantFrom('587', 'true', '@x', 'a@b.example'));
    fc.assert(
      fc.property(
        fc.dictionary(word, value, { maxKeys: 5 }),
        fc.array(word, { maxLength: 3 }),
        (set, unset) => {
          const { edit, issues } = parseEdit({ set, unset });
          for (const [key, read] of Object.entries(edit.values))
            expect(FIELDS.find((field) => field.key === key)?.schema.safeParse(read).success).toBe(true);
          for (const { message } of issues) expect(message).not.toBe('');
        },
      ),
    );
  });

  it('is a reference to an absolute path or a variable that is not ours, or a fault', () => {
    const text = wordsAndNoise('env:', 'file:', '/', '..', 'POSTERN_', 'SLACK_', 'A', '\0', '\n');
    fc.assert(
      fc.property(text, (typed) => {
        const parsed = parseReference(typed);
        if (!parsed.ok) {
          expect(parsed.fault).not.toBe('');
          return;
        }
        const { reference } = parsed;
        if (reference.kind === 'file') expect(reference.path).toMatch(/^\/\P{Cc}*$/u);
        else expect(reference.name).toMatch(/^(?!POSTERN_|SLACK_)[A-Za-z_]\w*$/i);
      }),
    );
  });

  it('is a block of addresses that holds its first one, or none', () => {
    const text = fc.oneof(
      fc
        .tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: -1, max: 140 }))
        .map(([ip, bits]) => `${ip}/${String(bits)}`),
      wordsAndNoise('10.0.0.1', '::', 'ffff', '/', '24', '%eth0', '[', ']', '.'),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const range = addressRangeOf(typed);
        if (range === null) return;
        expect(rangeHolds(range, range.first)).toBe(true);
        expect(ipAddressOf(typed.split('/')[0] ?? '')).toEqual(range.first);
      }),
    );
  });

  it('is an address of one mailbox without a letter that ends a header or a command', () => {
    const text = wordsAndNoise(
      'ops',
      '@',
      'acme',
      '.example',
      '<',
      '>',
      '\r\n',
      ' ',
      '"',
      ',',
      '.',
      'é',
      '١',
    );
    fc.assert(
      fc.property(text, (typed) => {
        if (!isMailAddress(typed)) return;
        expect(typed).not.toMatch(/[\s<>(),;:"\\[\]]|\p{Cc}/u);
        expect(typed.split('@')).toHaveLength(2);
      }),
    );
  });

  it('is a length or a moment, or neither: never a time that no clock shows', () => {
    const now = Date.UTC(2026, 2, 29, 0, 30);
    const text = wordsAndNoise(
      '2',
      '30',
      'h',
      'm',
      'd',
      ' ',
      '18:00',
      '2026-12-01',
      '2026-02-31',
      'T',
      'until ',
      'for ',
      'demain',
    );
    fc.assert(
      fc.property(text, fc.constantFrom('UTC', 'Europe/Paris', 'Pacific/Apia'), (typed, timeZone) => {
        const at = parseSpan(typed, { now, timeZone });
        if (at !== null) expect(Number.isNaN(new Date(at).getTime())).toBe(false);
        const length = parseLength(typed);
        if (length !== null) expect(Number.isNaN(new Date(now - length).getTime())).toBe(false);
      }),
    );
  });

  it('is a secret in its form, or a fault that does not repeat it', () => {
    const text = fc.oneof(
      wordsAndNoise(
        's3cret',
        '*',
        '\n',
        '{',
        '}',
        '"type":',
        '"service_account"',
        '"private_key":',
        ',',
        '""',
      ),
      fc.json(),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('line', 'service-account-key'), (typed, form) => {
        const read = readSecret(new Secret(typed), form);
        if (read.ok) expect(read.secret.expose()).not.toMatch(/\p{Cc}/u);
        else expect(Object.keys(SECRET_FAULTS)).toContain(read.fault);
        expect(readServiceAccountKey(typed).ok).toBe(false);
        expect(readPrivateKey(typed).ok).toBe(false);
      }),
    );
  });

  it('is a list of keys, or problems that repeat none', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const text = wordsAndNoise('k1', ':', key, ',', '\n', '#', '=');
    fc.assert(
      fc.property(text, (typed) => {
        const list = readKeyList(typed);
        if (list.ok) expect(new Set(list.keys.map(({ id }) => id)).size).toBe(list.keys.length);
        else expect(list.problems.join(' ')).not.toContain(key);
      }),
    );
  });

  it('is taken whole or refused with every fault, in both languages', () => {
    const value = fc.oneof(fc.anything(), anyText(40));
    const shape = fc.record(
      { level: value, matchers: value, recipients: value, name: value },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(shape, fc.anything()), (input) => {
        let thrown: unknown = null;
        try {
          parseInput(newRuleSchema, input, 'The rule');
        } catch (error) {
          thrown = error;
        }
        if (thrown === null) return;
        expect(thrown).toBeInstanceOf(AppError);
        const refusal = thrown as AppError;
        expect(refusal.issues.length).toBeGreaterThan(0);
        for (const language of ['en', 'fr'] as const) expect(refusalText(refusal, language)).not.toBe('');
      }),
    );
  });
});

describe('what DNS says of a domain', () => {
  const record = wordsAndNoise(
    'v=spf1',
    'v=DMARC1',
    'v=DKIM1',
    ';',
    ' ',
    'p=',
    'reject',
    'include:',
    'ip4:',
    '10.0.0.1',
    '/33',
    '-all',
    'k=rsa',
    'a',
    '=',
  );

  it('is tags, a key and a record, or none of them', () => {
    fc.assert(
      fc.property(record, (text) => {
        for (const [tag] of parseTagList(text) ?? []) expect(tag).not.toMatch(/[\s;=]|^$/);
        readPublishedKey(text);
        expect(parseSpf(text)).toEqual(parseSpf(text));
      }),
    );
  });

  it('is a policy and a tree that end, whatever the records', async () => {
    const domain = 'acme.example';
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 3 }), async (txt) => {
        const dns = new FakeDns({ [domain]: { txt }, [`_dmarc.${domain}`]: { txt } });
        expect(await readSpfTree(domain, dns)).toBeDefined();
        expect(await readDmarcPolicy(domain, dns)).toBeDefined();
      }),
    );
  });
});

describe('a refusal in French', () => {
  it('is found for a text with anything filled in, however much that looks like the rest of it', () => {
    const filled = wordsAndNoise('"', '.', ' is ', ' has ', 'There is no ', ' here. ', ': ');
    fc.assert(
      fc.property(filled, (name) => {
        const refusal = new AppError(
          'not-found',
          `There is no delivery "${name}" here. List the deliveries for their ids.`,
        );
        expect(refusalText(refusal, 'fr')).not.toContain('List the deliveries');
      }),
    );
  });
});
