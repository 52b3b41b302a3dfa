// kernel-on-zod-alone
export { v7 } from 'uuid';
