import type { Localized } from '../language.js';

/** The office that speaks: its public name, and how CAP names it (no spaces, commas, `<` or `&`; CAP 1.2 §3.2.1 sender). */
export interface Office {
  readonly name: Localized;
  readonly sender: string;
}
