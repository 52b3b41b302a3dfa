import { describe, expect, it } from 'vitest';
import { tokenize } from './tokenize.ts';

function words(typed: string): readonly string[] {
  const tokens = tokenize(typed);
  if (!tokens.ok) throw new Error(`open: ${tokens.openQuote}`);
  return tokens.words.map(({ text }) => text);
}

describe('tokenize', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['  view   host\u00A0now\n', ['view', 'host', 'now']],
    ['set name "Acme robots"', ['set', 'name', 'Acme robots']],
    ['set name=“Acme robots”', ['set', 'name=Acme robots']],
    ['set name „Acme Roboter“', ['set', 'name', 'Acme Roboter']],
    ['set name «\u00A0Robots d’Acme\u00A0»', ['set', 'name', 'Robots d’Acme']],
    ["set name 'Acme robots'", ['set', 'name', 'Acme robots']],
    ["set name='Acme robots' x", ['set', 'name=Acme robots', 'x']],
    ['set name ‘Acme robots’', ['set', 'name', 'Acme robots']],
    ['set name ""', ['set', 'name', '']],
    ['set name "a \\"b\\" c"', ['set', 'name', 'a "b" c']],
  ])('reads %j', (typed, expected) => {
    expect(words(typed)).toEqual(expected);
  });

  it('leaves an apostrophe inside a word a letter, straight or curly', () => {
    expect(words("set name d'Acme l’hôte 'tis")).toEqual(['set', 'name', "d'Acme", 'l’hôte', "'tis"]);
  });

  it('keeps the backslash between a domain and a user', () => {
    expect(words('set smtp-username ACME\\robot')).toEqual(['set', 'smtp-username', 'ACME\\robot']);
  });

  it.each<[string, string[]]>([
    ['set reply-to <mailto:ops@acme.example|ops@acme.example>', ['set', 'reply-to', 'ops@acme.example']],
    ['test <mailto:ops@acme.example>', ['test', 'ops@acme.example']],
    ['set smtp-host <http://smtp.acme.example|smtp.acme.example>', ['set', 'smtp-host', 'smtp.acme.example']],
    ['set smtp-host=<http://smtp.acme.example|smtp.acme.example>', ['set', 'smtp-host=smtp.acme.example']],
    ['set url <https://id.example/token?a=1&amp;b=2>', ['set', 'url', 'https://id.example/token?a=1&b=2']],
    ['admins add <@U024BE7LH|ada>', ['admins', 'add', '<@U024BE7LH>']],
    ['admins add <!subteam^S012|@ops>', ['admins', 'add', '<!subteam^S012>']],
    ['orgs bind <#C024BE7LH|ops>', ['orgs', 'bind', '<#C024BE7LH>']],
    ['set name "Ops <mailto:a@b.example|a@b.example>"', ['set', 'name', 'Ops a@b.example']],
  ])('undoes what Slack makes of links and mentions: %j', (typed, expected) => {
    expect(words(typed)).toEqual(expected);
  });

  it('reads entities as the letters that were typed', () => {
    expect(words('set name "A &amp; B &lt;C&gt;" &amp;lt;')).toEqual(['set', 'name', 'A & B <C>', '&lt;']);
  });

  it.each([
    ['set name "Acme robots', '"'],
    ['set name “Acme', '“'],
    ['set name «Acme', '«'],
  ])('says which quote %j leaves open', (typed, openQuote) => {
    expect(tokenize(typed)).toEqual({ ok: false, openQuote });
  });

  it('tells a value in quotes from a keyword', () => {
    expect(tokenize('set name "host"')).toMatchObject({
      words: [{ quoted: false }, { quoted: false }, { text: 'host', quoted: true }],
    });
  });
});
