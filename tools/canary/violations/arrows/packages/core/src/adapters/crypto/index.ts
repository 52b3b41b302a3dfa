// adapters-stand-alone
export { store } from '../storage/index.ts';
