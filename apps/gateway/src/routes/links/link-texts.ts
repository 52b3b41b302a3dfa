import type { Language } from '@postern/core';

/** Texts of the pages of one-time links; plain. */
export interface LinkTexts {
  readonly host: string;
  readonly title: (level: string) => string;
  readonly secret: {
    readonly intro: string;
    /** Which server it is for, and as whom. */
    readonly server: (server: string, username: string | null) => string;
    readonly hint: string;
    /** The same where the secret is a file. */
    readonly fileHint: string;
    readonly save: string;
    readonly lifetime: string;
    readonly saved: string;
    readonly applies: string;
    readonly drafted: string;
  };
  readonly arrival: {
    readonly question: string;
    readonly confirm: string;
    readonly thanks: string;
    readonly told: string;
  };
  readonly troubles: Readonly<
    Record<LinkTrouble, { readonly title: string; readonly what: string; readonly next: string }>
  >;
  readonly reference: (id: string) => string;
  /** The form was not sent from the page as it stood in this browser. */
  readonly sendAgain: string;
}

/** Why a page has nothing to enter: a closed set. */
export type LinkTrouble = 'not-open' | 'outdated' | 'not-allowed' | 'refused' | 'unreadable' | 'failed';

/** By language. */
export const LINK_TEXTS: Readonly<Record<Language, LinkTexts>> = {
  en: {
    host: 'the host',
    title: (level) => `Mail settings of ${level}`,
    secret: {
      intro: 'You asked for this page in Slack. What you enter is saved in your name, and shown to nobody.',
      server: (server, username) =>
        username === null
          ? `It is used with the server ${server} alone.`
          : `It is used with the server ${server} and the user name ${username} alone.`,
      fileHint:
        'Paste the whole file, unchanged. It is stored sealed and cannot be read again. Keep it where you keep your passwords.',
      hint: 'It is stored sealed and cannot be read again. Keep it where you keep your passwords.',
      save: 'Save',
      lifetime: 'This page works once, within ten minutes of when you asked for it.',
      saved: 'Saved',
      applies: 'It applies from now on. You can close this page: it goes on in Slack.',
      drafted: 'It applies once its test has passed. You can close this page: it goes on in Slack.',
    },
    arrival: {
      question: 'Has the test mail arrived?',
      confirm: 'Yes, it arrived',
      thanks: 'Thank you',
      told: 'Whoever sent the test mail is told in Slack. You can close this page.',
    },
    troubles: {
      'not-open': {
        title: 'This link is not open',
        what: 'Links like this one work once and for a short time. This one was used, has expired, or was replaced by a newer one.',
        next: 'Nothing was changed. For a new one, type in Slack: /email-settings secret smtp-password',
      },
      outdated: {
        title: 'The settings have changed meanwhile',
        what: 'Somebody has changed these mail settings since you asked for this page, so nothing is saved here any more.',
        next: 'Look at them in Slack with /email-settings view, then ask for a new link.',
      },
      'not-allowed': {
        title: 'You may not change these settings any more',
        what: 'Your rights were taken away since you asked for this page, so nothing was saved.',
        next: 'Please ask an administrator in Slack.',
      },
      refused: {
        title: 'These settings cannot take it',
        what: 'A rule that was set since you asked for this page forbids it, so nothing was saved.',
        next: 'Look at the settings in Slack with /email-settings view: they show what the host has locked.',
      },
      unreadable: {
        title: 'This form could not be read',
        what: 'What was sent is not what this page sends, so nothing was saved.',
        next: 'Open the link again and fill in the form.',
      },
      failed: {
        title: 'Something went wrong',
        what: 'It is not certain that anything was saved.',
        next: 'Open the link again: when it still works, nothing was saved. If it stays so, give the reference to a system administrator.',
      },
    },
    reference: (id) => `Reference ${id}`,
    sendAgain: 'This page had become stale, so nothing was saved. Please enter it again.',
  },
  fr: {
    host: 'l’hôte',
    title: (level) => `Paramètres de messagerie : ${level}`,
    secret: {
      intro:
        'Vous avez demandé cette page dans Slack. Votre saisie est enregistrée en votre nom et n’est montrée à personne.',
      server: (server, username) =>
        username === null
          ? `Elle ne sert qu’avec le serveur ${server}.`
          : `Elle ne sert qu’avec le serveur ${server} et le nom d’utilisateur ${username}.`,
      fileHint:
        'Collez le fichier entier, sans le modifier. Il est stocké scellé et ne peut plus être relu. Gardez-le là où vous gardez vos mots de passe.',
      hint: 'La valeur est stockée scellée et ne peut plus être relue. Gardez-la là où vous gardez vos mots de passe.',
      save: 'Enregistrer',
      lifetime: 'Cette page fonctionne une seule fois, dans les dix minutes suivant votre demande.',
      saved: 'Enregistré',
      applies: 'La valeur s’applique désormais. Vous pouvez fermer cette page : la suite est dans Slack.',
      drafted:
        'La valeur s’appliquera dès que son test aura réussi. Vous pouvez fermer cette page : la suite est dans Slack.',
    },
    arrival: {
      question: 'Le message de test est-il arrivé ?',
      confirm: 'Oui, il est arrivé',
      thanks: 'Merci',
      told: 'La personne qui a envoyé le message de test est prévenue dans Slack. Vous pouvez fermer cette page.',
    },
    troubles: {
      'not-open': {
        title: 'Ce lien n’est pas ouvert',
        what: 'Un lien comme celui-ci fonctionne une seule fois et peu de temps. Il a servi, il a expiré, ou un plus récent l’a remplacé.',
        next: 'Rien n’a été modifié. Pour un nouveau lien, saisissez dans Slack : /email-settings secret smtp-password',
      },
      outdated: {
        title: 'Les paramètres ont changé entre-temps',
        what: 'Quelqu’un a modifié ces paramètres de messagerie depuis votre demande ; plus rien ne s’enregistre donc ici.',
        next: 'Regardez-les dans Slack avec /email-settings view, puis demandez un nouveau lien.',
      },
      'not-allowed': {
        title: 'Vous ne pouvez plus modifier ces paramètres',
        what: 'Vos droits ont été retirés depuis votre demande, rien n’a donc été enregistré.',
        next: 'Adressez-vous à un administrateur dans Slack.',
      },
      refused: {
        title: 'Ces paramètres ne l’acceptent pas',
        what: 'Une règle établie depuis votre demande l’interdit, rien n’a donc été enregistré.',
        next: 'Regardez les paramètres dans Slack avec /email-settings view : ils montrent ce que l’hôte a verrouillé.',
      },
      unreadable: {
        title: 'Ce formulaire est illisible',
        what: 'Ce qui a été envoyé n’est pas ce qu’envoie cette page, rien n’a donc été enregistré.',
        next: 'Ouvrez de nouveau le lien et remplissez le formulaire.',
      },
      failed: {
        title: 'Une erreur s’est produite',
        what: 'Il n’est pas certain que quelque chose ait été enregistré.',
        next: 'Ouvrez de nouveau le lien : s’il fonctionne encore, rien n’a été enregistré. Si l’erreur persiste, donnez la référence à un administrateur système.',
      },
    },
    reference: (id) => `Référence ${id}`,
    sendAgain:
      'Cette page n’était plus à jour, rien n’a donc été enregistré. Veuillez recommencer la saisie.',
  },
};
