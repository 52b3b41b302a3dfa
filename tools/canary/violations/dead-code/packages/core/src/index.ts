import leftPad from 'left-pad';
import { used } from './kernel/used.ts';

export const api = leftPad(used);
