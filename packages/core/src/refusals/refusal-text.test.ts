import { describe, expect, it } from 'vitest';
import { AppError } from '../kernel/errors.ts';
import { issueText, refusalText } from './refusal-text.ts';

describe('a refusal in French', () => {
  it('is what core says, with what is filled in', () => {
    const error = new AppError('refused', 'Revision 7 is the draft. Test it, or activate it.');
    expect(refusalText(error, 'fr')).toBe('La révision 7 est le brouillon. Testez-la ou activez-la.');
    expect(refusalText(error, 'en')).toBe(error.message);
  });

  it('translates what is filled in, when that is a text of core itself', () => {
    const error = new AppError('not-found', 'There is no organization "acne". Did you mean "acme"?');
    expect(refusalText(error, 'fr')).toBe(
      'L’organisation « acne » n’existe pas. Vouliez-vous dire « acme » ?',
    );
    const asked = new AppError('not-allowed', 'You may not do this here. Ask a system administrator.');
    expect(refusalText(asked, 'fr')).toContain('Adressez-vous à un administrateur système.');
  });

  it('says every fault at its field', () => {
    const issues = [
      { path: 'smtp-port', message: 'Give a whole number from 1 to 65535, such as 587.' },
      { path: 'smtp-host', message: 'A server name has no spaces or line breaks in it.' },
    ];
    const list = issues.map(({ path, message }) => `${path}: ${message}`).join(' ');
    const error = new AppError('input-invalid', `The settings were not changed. ${list}`, { issues });
    expect(refusalText(error, 'fr')).toBe(
      'Les paramètres n’ont pas été modifiés. smtp-port : Donnez un nombre entier de 1 à 65535, par exemple 587. smtp-host : Un nom de serveur ne contient ni espace ni saut de ligne.',
    );
  });

  it('names what is not valid', () => {
    const issues = [{ path: '', message: 'Give at least one address.' }];
    const error = new AppError('input-invalid', 'The rule is not valid. Give at least one address.', {
      issues,
    });
    expect(refusalText(error, 'fr')).toBe('La règle : non valable. Donnez au moins une adresse.');
  });

  it('joins names as French does', () => {
    const message =
      'With authentication=none nobody signs in, which contradicts smtp-username and smtp-password. Unset what is not meant in the same change, or unset authentication.';
    expect(issueText({ path: 'authentication', message }, 'fr')).toContain(
      'contredit smtp-username et smtp-password.',
    );
  });

  it('stays as it is where there is no translation', () => {
    expect(refusalText(new AppError('refused', 'Something new.'), 'fr')).toBe('Something new.');
  });
});
