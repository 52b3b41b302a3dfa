// @ts-ignore
export const anything: any = 'goes';
// eslint-disable-next-line eqeqeq
export const same = (a: string, b: string): boolean => a == b;
export default function crowded(a: string, b: string, c: string, d: string): string {
  return a + b + c + d;
}
