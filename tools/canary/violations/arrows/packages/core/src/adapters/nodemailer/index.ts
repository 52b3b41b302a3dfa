// no-dev-dependency-at-run-time
export { SMTPServer } from 'smtp-server';
