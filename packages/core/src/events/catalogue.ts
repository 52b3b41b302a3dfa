import type { Severity } from './automation-event.ts';
import type { EventAudience, EventFamily, EventType } from './event-type.ts';

/** Type, family, default severity, name in English and in French. */
type Row = readonly [type: string, family: EventFamily, severity: Severity, en: string, fr: string];

const ROWS: readonly Row[] = [
  ['job.created', 'job', 'info', 'Job created', 'Tâche créée'],
  ['job.started', 'job', 'info', 'Job started', 'Tâche démarrée'],
  ['job.completed', 'job', 'success', 'Job completed', 'Tâche terminée'],
  ['job.faulted', 'job', 'error', 'Job faulted', 'Tâche en échec'],
  ['job.stopped', 'job', 'warn', 'Job stopped', 'Tâche arrêtée'],
  ['job.suspended', 'job', 'info', 'Job suspended', 'Tâche suspendue'],

  ['robot.created', 'robot', 'info', 'Robot created', 'Robot créé'],
  ['robot.updated', 'robot', 'info', 'Robot changed', 'Robot modifié'],
  ['robot.deleted', 'robot', 'info', 'Robot deleted', 'Robot supprimé'],
  ['robot.status', 'robot', 'info', 'Robot status changed', 'État d’un robot modifié'],

  ['queue.created', 'queue', 'info', 'Queue created', 'File d’attente créée'],
  ['queue.updated', 'queue', 'info', 'Queue changed', 'File d’attente modifiée'],
  ['queue.deleted', 'queue', 'info', 'Queue deleted', 'File d’attente supprimée'],

  ['queueItem.added', 'queue-item', 'info', 'Queue item added', 'Élément ajouté à une file d’attente'],
  ['queueItem.transactionStarted', 'queue-item', 'info', 'Transaction started', 'Transaction démarrée'],
  [
    'queueItem.transactionCompleted',
    'queue-item',
    'success',
    'Transaction completed',
    'Transaction terminée',
  ],
  ['queueItem.transactionFailed', 'queue-item', 'error', 'Transaction failed', 'Transaction en échec'],
  ['queueItem.transactionAbandoned', 'queue-item', 'warn', 'Transaction abandoned', 'Transaction abandonnée'],

  ['process.created', 'process', 'info', 'Process created', 'Processus créé'],
  ['process.updated', 'process', 'info', 'Process changed', 'Processus modifié'],
  ['process.deleted', 'process', 'info', 'Process deleted', 'Processus supprimé'],

  ['schedule.failed', 'trigger', 'error', 'Trigger failed', 'Déclencheur en échec'],

  ['task.created', 'action', 'info', 'Action created', 'Action créée'],
  ['task.completed', 'action', 'success', 'Action completed', 'Action terminée'],
  ['task.assignmentChanged', 'action', 'info', 'Action assigned', 'Action attribuée'],
  ['task.saved', 'action', 'info', 'Action saved', 'Action enregistrée'],
  ['task.forwarded', 'action', 'info', 'Action forwarded', 'Action transférée'],
  ['task.deleted', 'action', 'info', 'Action deleted', 'Action supprimée'],

  ['robot.alert', 'alert', 'warn', 'Robot alert', 'Alerte de robot'],
  ['process.alert', 'alert', 'warn', 'Process alert', 'Alerte de processus'],

  ['license.expiring', 'licence', 'warn', 'Licence expiring', 'Licence bientôt expirée'],
  ['product.update', 'product', 'info', 'Product update', 'Mise à jour du produit'],
  ['account.password-recovery', 'account', 'info', 'Password recovery', 'Réinitialisation du mot de passe'],

  ['ping', 'system', 'info', 'Connection test', 'Test de connexion'],
  ['custom', 'system', 'info', 'Custom event', 'Événement personnalisé'],
];

const AUDIENCES: ReadonlyMap<string, EventAudience> = new Map([
  // A test of the connection, sent by whoever edits the webhook: nobody asked for mail about it by asking for everything.
  ['ping', 'exact-rules'],
  // Carries a link that opens an account: it goes to that person, and through no rule to anybody else.
  ['account.password-recovery', 'addressee'],
]);

/**
 * Every event type that Postern knows. Senders' lists grow, so a type that is missing here is accepted all the same: it
 * has severity `info` unless its data says otherwise, and the fallback template.
 */
export const EVENT_TYPES: readonly EventType[] = ROWS.map(([type, family, severity, en, fr]) => ({
  type,
  family,
  severity,
  audience: AUDIENCES.get(type) ?? 'rules',
  name: { en, fr },
}));

const BY_TYPE: ReadonlyMap<string, EventType> = new Map(
  EVENT_TYPES.map((eventType) => [eventType.type.toLowerCase(), eventType]),
);

/** What is known about a type, however its case was written; null for a type that Postern does not know. */
export function findEventType(type: string): EventType | null {
  return BY_TYPE.get(type.toLowerCase()) ?? null;
}

/** Who may get mail about events of this type; unknown types are for rules. */
export function audienceOf(type: string): EventAudience {
  return findEventType(type)?.audience ?? 'rules';
}
