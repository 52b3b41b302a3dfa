import type { Translation } from './translation.ts';

/** What is wrong with a value: of the settings' fields, and of the kernel. */
export const FRENCH_VALUES: readonly Translation[] = [
  ['{0} is not valid. {1}', '{0} : non valable. {1}'],
  [
    'Give the certificate in PEM: the text from BEGIN CERTIFICATE to END CERTIFICATE.',
    'Donnez le certificat en PEM : le texte de BEGIN CERTIFICATE à END CERTIFICATE.',
  ],
  [
    'Give only the certificates of your own authority, at most {0} characters.',
    'Donnez seulement les certificats de votre propre autorité, {0} caractères au plus.',
  ],
  [
    'This holds a private key. Give the certificate alone, and replace that key: it was seen here.',
    'Cela contient une clé privée. Donnez le certificat seul, et remplacez cette clé : elle a été vue ici.',
  ],
  ['Part {0} is not a readable certificate.', 'La partie {0} n’est pas un certificat lisible.'],
  [
    'Give a date such as 2027-03-31: year, month and day.',
    'Donnez une date telle que 2027-03-31 : année, mois et jour.',
  ],
  ['Choose one of {0}.{1}', 'Choisissez parmi {0}.{1}'],
  [' Did you mean {0}?', ' Vouliez-vous dire {0} ?'],
  [
    'Give a host name in ASCII, such as "postern.example.com", or an address in brackets.',
    'Donnez un nom d’hôte en ASCII, par exemple « postern.example.com », ou une adresse entre crochets.',
  ],
  ['"{0}" is not a domain such as "example.com".', '« {0} » n’est pas un domaine tel que « example.com ».'],
  [
    'Give a mail address, such as "robots@example.com".',
    'Donnez une adresse e-mail, par exemple « robots@example.com ».',
  ],
  [
    'Give a value. To take the value away, unset the field.',
    'Donnez une valeur. Pour l’enlever, retirez le champ.',
  ],
  [
    'An address has no line breaks or control characters in it.',
    'Une adresse ne contient ni saut de ligne ni caractère de contrôle.',
  ],
  [
    'Give the address alone, such as "robots@example.com"; the name goes into default-from-display-name.',
    'Donnez l’adresse seule, par exemple « robots@example.com » ; le nom va dans default-from-display-name.',
  ],
  ['Give one address, not several.', 'Donnez une seule adresse.'],
  [
    'This is not a mail address; give one such as "robots@example.com".',
    'Ce n’est pas une adresse e-mail ; donnez-en une telle que « robots@example.com ».',
  ],
  [
    'Secrets are not given as plain text: use the prompt, standard input, the one-time page, or a reference such as env:SMTP_PASSWORD.',
    'Un secret ne se donne pas en clair : utilisez l’invite, l’entrée standard, la page à usage unique, ou une référence telle que env:SMTP_PASSWORD.',
  ],
  [
    'Give the name or the IP address of the server, such as "smtp.example.com".',
    'Donnez le nom ou l’adresse IP du serveur, par exemple « smtp.example.com ».',
  ],
  [
    'Give the name of the server alone, without "smtp://" or the like; the port goes into smtp-port, TLS into secure-connection.',
    'Donnez le nom du serveur seul, sans « smtp:// » ni rien de tel ; le port va dans smtp-port, TLS dans secure-connection.',
  ],
  [
    'Give the name of the server alone; the port goes into smtp-port.',
    'Donnez le nom du serveur seul ; le port va dans smtp-port.',
  ],
  [
    'Give the name of the server, not a mail address; the account goes into smtp-username.',
    'Donnez le nom du serveur, pas une adresse e-mail ; le compte va dans smtp-username.',
  ],
  [
    'A server name has no spaces or line breaks in it.',
    'Un nom de serveur ne contient ni espace ni saut de ligne.',
  ],
  [
    'Give a DNS name or an IP address, such as "smtp.example.com" or "192.0.2.25".',
    'Donnez un nom DNS ou une adresse IP, par exemple « smtp.example.com » ou « 192.0.2.25 ».',
  ],
  [
    '"{0}" is none of: a server\'s name, "*.example.com", an address, a block such as "10.0.0.0/8".',
    '« {0} » n’est ni le nom d’un serveur, ni « *.example.com », ni une adresse, ni un bloc tel que « 10.0.0.0/8 ».',
  ],
  [
    'Give the domain alone, such as "CORP", without user name, slash or backslash.',
    'Donnez le domaine seul, par exemple « CORP », sans nom d’utilisateur ni barre oblique.',
  ],
  [
    'Give the id or the domain of the tenant, such as "contoso.onmicrosoft.com".',
    'Donnez l’identifiant ou le domaine du locataire, par exemple « contoso.onmicrosoft.com ».',
  ],
  ['A client id has no spaces or accents.', 'Un identifiant client ne contient ni espace ni accent.'],
  [
    'Give one or several scopes with one space between.',
    'Donnez une ou plusieurs étendues, séparées par une espace.',
  ],
  ['Give a text.', 'Donnez un texte.'],
  ['Use at most {0} characters.', 'Utilisez au plus {0} caractères.'],
  [
    'Give one line without line breaks or control characters.',
    'Donnez une seule ligne, sans saut de ligne ni caractère de contrôle.',
  ],
  ['This is not valid.', 'Ce n’est pas valable.'],
  ['Give a URL.', 'Donnez une URL.'],
  [
    'Give the full URL, such as "https://oauth2.googleapis.com/token".',
    'Donnez l’URL entière, par exemple « https://oauth2.googleapis.com/token ».',
  ],
  [
    'Leave user name and password out of the URL.',
    'Ne mettez ni nom d’utilisateur ni mot de passe dans l’URL.',
  ],
  ['Leave the part after "#" out of the URL.', 'Retirez de l’URL la partie après « # ».'],
  [
    'Use https: client secrets and tokens travel over this URL.',
    'Utilisez https : des secrets et des jetons passent par cette URL.',
  ],
  [
    'Give a whole number from {0} to {1}, such as {2}.',
    'Donnez un nombre entier de {0} à {1}, par exemple {2}.',
  ],
  ['Language must be "en" or "fr".', 'La langue est « en » ou « fr ».'],
  [
    'Give a selector of at most 63 small letters, digits and hyphens, such as "postern".',
    'Donnez un sélecteur d’au plus 63 minuscules, chiffres et traits d’union, par exemple « postern ».',
  ],
  [
    'Give the domain of a mail address, such as "acme.example".',
    'Donnez le domaine d’une adresse e-mail, par exemple « acme.example ».',
  ],
  [
    'Give one bare e-mail address, such as "ops@acme.example".',
    'Donnez une seule adresse e-mail, par exemple « ops@acme.example ».',
  ],
  [
    'Time zone must be an IANA name such as "Europe/Paris".',
    'Le fuseau horaire est un nom IANA tel que « Europe/Paris ».',
  ],
  ['Something went wrong inside Postern.', 'Quelque chose s’est mal passé dans Postern.'],
];
