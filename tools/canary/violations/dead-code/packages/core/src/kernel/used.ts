export const used = 1;
export const deadExport = 2;
export interface DeadType {
  readonly dead: true;
}
