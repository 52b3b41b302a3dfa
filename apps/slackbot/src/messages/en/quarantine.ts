import type { QuarantineTexts } from '../quarantine-texts.ts';

/** English. */
export const quarantineEn: QuarantineTexts = {
  title: (level) => `Quarantine of ${level}`,
  oneTitle: 'A report in quarantine',
  none: {
    held: 'Nothing is held: every signed report was understood.',
    replayed: 'Nothing was replayed yet.',
    dismissed: 'Nothing was set aside yet.',
  },
  states: {
    held: ':pause_button: held',
    replayed: ':repeat: replayed',
    dismissed: ':file_folder: set aside',
  },
  reasons: {
    'not-json': 'It is not JSON',
    'wrong-shape': 'It has another shape than expected',
    'too-deep': 'It is nested too deeply',
    'duplicate-keys': 'It has a key twice',
    'too-many-events': 'It holds too many events',
  },
  size: (bytes) => `${bytes} bytes`,
  cut: (bytes) => `Only the beginning is shown; \`postern quarantine show\` prints all ${bytes} bytes.`,
  replayed: (events, deliveries, silenced) =>
    `:repeat: *It was understood now.* Events: ${events}, mails on their way: ${deliveries}, muted by a silence: ${silenced}.`,
  stillHeld: ':warning: *It is not understood now either*, and stays where it is.',
  askDismiss: 'It is set aside: nothing will become of it, and it can still be read.',
  dismissed: ':file_folder: *It is set aside.* It can still be read.',
  replay: 'Read it again',
  dismiss: 'Set aside',
  list: 'What is held',
};
