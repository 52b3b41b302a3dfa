import { NOT_TOLD_WHY } from '../not-told-why.ts';
import type { VerdictRule } from './verdict-rule.ts';

/** Failures below SMTP: names, addresses, sockets, silence. All transient, unless the settings explain them. */
export const WIRE_RULES: readonly VerdictRule[] = [
  {
    when: { kind: 'dns', codes: ['ENOTFOUND', 'ENODATA'] },
    // Configuration in the end, but a resolver that flaps gives the same answer, and a day's mail must not fail on that.
    kind: 'transient',
    reason: 'dns-failed',
    cause: {
      en: 'DNS knows no server named {host}.',
      fr: 'Le DNS ne connaît aucun serveur nommé {host}.',
    },
    cure: {
      en: 'Check the spelling of smtp-host. Mail waits and is tried again, since a resolver in trouble answers the same way.',
      fr: 'Vérifiez l’orthographe de smtp-host. Les messages attendent et seront réessayés, car un résolveur en difficulté répond de la même façon.',
    },
  },
  {
    when: { kind: 'dns' },
    kind: 'transient',
    reason: 'dns-failed',
    cause: {
      en: 'The name {host} could not be looked up: DNS did not answer.',
      fr: 'Le nom {host} n’a pas pu être résolu : le DNS ne répond pas.',
    },
    cure: {
      en: 'Check that this machine can reach its DNS resolver. Mail is tried again by itself.',
      fr: 'Vérifiez que cette machine atteint son résolveur DNS. Les messages seront réessayés automatiquement.',
    },
  },
  {
    when: { kind: 'connection-refused' },
    kind: 'transient',
    reason: 'connection-refused',
    cause: {
      en: 'Nothing listens on port {port} of {host}, or a firewall refuses the connection.',
      fr: 'Rien n’écoute sur le port {port} de {host}, ou un pare-feu refuse la connexion.',
    },
    cure: {
      en: 'Check smtp-host and smtp-port (usually 587, or 25 for a relay of your own) and that the mail server runs. Mail is tried again by itself.',
      fr: 'Vérifiez smtp-host et smtp-port (le plus souvent 587, ou 25 pour un relais interne) et que le serveur de messagerie fonctionne. Les messages seront réessayés automatiquement.',
    },
  },
  {
    when: { kind: 'unreachable' },
    kind: 'transient',
    reason: 'unreachable',
    cause: {
      en: 'There is no route from this machine to {host}.',
      fr: 'Aucune route ne mène de cette machine à {host}.',
    },
    cure: {
      en: 'Check the network, the routing and outgoing firewall rules of the machine that runs Postern.',
      fr: 'Vérifiez le réseau, le routage et les règles de pare-feu sortantes de la machine qui exécute Postern.',
    },
  },
  {
    when: { kind: 'address-not-allowed' },
    kind: 'configuration',
    reason: 'address-not-allowed',
    cause: {
      en: '{host} is not on the public internet, and the host does not allow its network for servers of organizations. Nothing was connected to.',
      fr: '{host} n’est pas sur l’internet public, et l’hôte n’autorise pas son réseau pour les serveurs des organisations. Aucune connexion n’a été tentée.',
    },
    cure: {
      en: 'Use a public server, or ask a system administrator to allow the network (private-networks of the policy) or the server’s name (allowed-servers).',
      fr: 'Utilisez un serveur public, ou demandez à un administrateur système d’autoriser le réseau (private-networks de la politique) ou le nom du serveur (allowed-servers).',
    },
  },
  {
    // A server that expects TLS waits for the client to begin, so a plain session hears nothing.
    when: { kind: 'timeout', stages: ['greeting'], port: 465, security: ['plain', 'starttls'] },
    kind: 'configuration',
    reason: 'implicit-tls-expected',
    cause: {
      en: '{host} says nothing on port 465: that port expects TLS from the first byte, and secure connection is off.',
      fr: '{host} reste muet sur le port 465 : ce port attend TLS dès le premier octet, et la connexion sécurisée est désactivée.',
    },
    cure: {
      en: 'Turn secure-connection on for port 465.',
      fr: 'Activez secure-connection pour le port 465.',
    },
  },
  {
    when: { kind: 'connection-lost', stages: ['greeting'], port: 465, security: ['plain', 'starttls'] },
    kind: 'configuration',
    reason: 'implicit-tls-expected',
    cause: {
      en: '{host} hung up on port 465: that port expects TLS from the first byte, and secure connection is off.',
      fr: '{host} a raccroché sur le port 465 : ce port attend TLS dès le premier octet, et la connexion sécurisée est désactivée.',
    },
    cure: {
      en: 'Turn secure-connection on for port 465.',
      fr: 'Activez secure-connection pour le port 465.',
    },
  },
  {
    when: { kind: 'timeout', stages: ['reply'] },
    kind: 'transient',
    reason: 'reply-lost',
    cause: {
      en: 'The message was handed over whole, but {host} never confirmed it: it may have arrived.',
      fr: 'Le message a été transmis en entier, mais {host} n’a jamais confirmé : il est peut-être arrivé.',
    },
    cure: {
      en: 'It is tried again with the same Message-ID, so that a duplicate can be recognised. If this goes on, look at the mail server: it is slow after DATA.',
      fr: 'Il sera réessayé avec le même Message-ID, pour qu’un doublon soit reconnaissable. Si cela persiste, examinez le serveur de messagerie : il est lent après DATA.',
    },
  },
  {
    when: { kind: 'connection-lost', stages: ['reply'] },
    kind: 'transient',
    reason: 'reply-lost',
    cause: {
      en: 'The message was handed over whole, but the connection to {host} broke before its answer: it may have arrived.',
      fr: 'Le message a été transmis en entier, mais la connexion à {host} s’est rompue avant sa réponse : il est peut-être arrivé.',
    },
    cure: {
      en: 'It is tried again with the same Message-ID, so that a duplicate can be recognised.',
      fr: 'Il sera réessayé avec le même Message-ID, pour qu’un doublon soit reconnaissable.',
    },
  },
  {
    when: { kind: 'timeout', stages: ['connect'], codes: [NOT_TOLD_WHY] },
    kind: 'transient',
    reason: 'timeout',
    cause: {
      en: '{host} takes no connection on port {port}: nothing listens there, or a firewall is in the way. In a private network organizations are not told which.',
      fr: '{host} n’accepte aucune connexion sur le port {port} : rien n’y écoute, ou un pare-feu s’interpose. Dans un réseau privé, les organisations n’apprennent pas lequel des deux.',
    },
    cure: {
      en: 'Check smtp-host and smtp-port, that the server runs, and that it lets this machine in.',
      fr: 'Vérifiez smtp-host et smtp-port, que le serveur fonctionne, et qu’il accepte cette machine.',
    },
  },
  {
    when: { kind: 'timeout', stages: ['dns', 'connect'] },
    kind: 'transient',
    reason: 'timeout',
    cause: {
      en: '{host} does not answer on port {port}: most often a firewall that drops the packets in silence.',
      fr: '{host} ne répond pas sur le port {port} : le plus souvent un pare-feu qui ignore les paquets en silence.',
    },
    cure: {
      en: 'Check smtp-host and smtp-port and the firewalls on the way. Many networks block outgoing port 25: use 587 there.',
      fr: 'Vérifiez smtp-host, smtp-port et les pare-feu traversés. Beaucoup de réseaux bloquent le port 25 sortant : utilisez 587.',
    },
  },
  {
    when: { kind: 'timeout', stages: ['greeting'] },
    kind: 'transient',
    reason: 'timeout',
    cause: {
      en: '{host} took the connection on port {port} and then said nothing. Either it is overloaded, or that port is not plain SMTP.',
      fr: '{host} a accepté la connexion sur le port {port} puis n’a rien dit. Soit il est surchargé, soit ce port ne parle pas SMTP en clair.',
    },
    cure: {
      en: 'A port that expects TLS from the first byte looks like this too: use 465 for that, or 587 for STARTTLS. Otherwise look at the server.',
      fr: 'Un port qui attend TLS dès le premier octet se comporte ainsi : utilisez alors 465, ou 587 pour STARTTLS. Sinon, examinez le serveur.',
    },
  },
  {
    when: { kind: 'timeout' },
    kind: 'transient',
    reason: 'timeout',
    cause: {
      en: '{host} stopped answering in the middle of the session.',
      fr: '{host} a cessé de répondre au milieu de la session.',
    },
    cure: {
      en: 'Mail is tried again by itself. If this goes on, look at the load of the mail server and at firewalls that cut idle connections.',
      fr: 'Les messages seront réessayés automatiquement. Si cela persiste, examinez la charge du serveur de messagerie et les pare-feu qui coupent les connexions inactives.',
    },
  },
  {
    when: { kind: 'connection-lost', stages: ['greeting'] },
    kind: 'transient',
    reason: 'connection-lost',
    cause: {
      en: '{host} hung up on port {port} without a greeting: it may refuse this machine’s address, or expect TLS from the first byte.',
      fr: '{host} a raccroché sur le port {port} sans message d’accueil : il refuse peut-être l’adresse de cette machine, ou attend TLS dès le premier octet.',
    },
    cure: {
      en: 'Check that the server allows connections from this machine, and the port: 465 for TLS from the first byte, 587 for STARTTLS.',
      fr: 'Vérifiez que le serveur accepte les connexions de cette machine, ainsi que le port : 465 pour TLS dès le premier octet, 587 pour STARTTLS.',
    },
  },
  {
    when: { kind: 'connection-lost' },
    kind: 'transient',
    reason: 'connection-lost',
    cause: {
      en: '{host} or something on the way broke the connection.',
      fr: '{host}, ou un équipement intermédiaire, a rompu la connexion.',
    },
    cure: {
      en: 'Mail is tried again by itself. If this goes on, look at the log of the mail server and at firewalls and proxies between.',
      fr: 'Les messages seront réessayés automatiquement. Si cela persiste, consultez le journal du serveur de messagerie, les pare-feu et les proxys intermédiaires.',
    },
  },
];
