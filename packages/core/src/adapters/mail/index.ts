export { createMjmlLayout } from './mjml-layout.ts';
