// What a part says of itself for /readyz and the desk page.

export interface Health {
  readonly ok: boolean;
  /** One line for the person who runs the machine: what is wrong and the cure. No personal data. */
  readonly detail: string;
}
