declare function send(): Promise<void>;

export function forget(): void {
  send();
}
