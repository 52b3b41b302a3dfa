import type { QuarantineTexts } from '../quarantine-texts.ts';

/** French. */
export const quarantineFr: QuarantineTexts = {
  title: (level) => `Quarantaine : ${level}`,
  oneTitle: 'Un envoi en quarantaine',
  none: {
    held: 'Rien n’est retenu : chaque envoi signé a été compris.',
    replayed: 'Rien n’a encore été rejoué.',
    dismissed: 'Rien n’a encore été écarté.',
  },
  states: { held: ':pause_button: retenu', replayed: ':repeat: rejoué', dismissed: ':file_folder: écarté' },
  reasons: {
    'not-json': 'Ce n’est pas du JSON',
    'wrong-shape': 'Sa forme n’est pas celle attendue',
    'too-deep': 'Il est imbriqué trop profondément',
    'duplicate-keys': 'Une clé y figure deux fois',
    'too-many-events': 'Il contient trop d’événements',
  },
  size: (bytes) => `${bytes} octets`,
  cut: (bytes) => `Seul le début est montré ; \`postern quarantine show\` affiche les ${bytes} octets.`,
  replayed: (events, deliveries, silenced) =>
    `:repeat: *Il est compris maintenant.* Événements : ${events}, messages en route : ${deliveries}, en sourdine : ${silenced}.`,
  stillHeld: ':warning: *Il n’est toujours pas compris*, et reste où il est.',
  askDismiss: 'Il sera écarté : rien n’en sera fait, et il restera lisible.',
  dismissed: ':file_folder: *Il est écarté.* Il reste lisible.',
  replay: 'Relire',
  dismiss: 'Écarter',
  list: 'Ce qui est retenu',
};
