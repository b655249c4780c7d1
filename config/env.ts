import { readFileSync } from 'node:fs';
import { errorCode } from './errors.js';

/** One wrong, missing or contradictory setting: the variable and a sentence about it, without its value. */
export interface ConfigFault {
  variable: string;
  problem: string;
}

/** What a parser says about one text: the value, or the sentence for {@link ConfigFault.problem}. */
export type Parsed<T> = { value: T } | { problem: string };

/** Process environments: names to texts. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Reads variables one by one and keeps every fault, so that one message can list them all. */
export class EnvReader {
  readonly faults: ConfigFault[] = [];

  constructor(private readonly env: Env) {}

  /** The trimmed text, or undefined where the variable is absent or empty. */
  text(name: string): string | undefined {
    return this.env[name]?.trim() || undefined;
  }

  /** A text that may also come from the file named by `NAME_FILE`; both at once is a fault. */
  secret(name: string): string | undefined {
    const direct = this.text(name);
    const path = this.text(`${name}_FILE`);
    if (path === undefined) return direct;
    if (direct !== undefined) return this.fault(name, `set either ${name} or ${name}_FILE, not both`);
    try {
      return readFileSync(path, 'utf8').trim() || this.fault(`${name}_FILE`, 'names an empty file');
    } catch (error) {
      return this.fault(`${name}_FILE`, `cannot be read (${errorCode(error) ?? 'unknown reason'})`);
    }
  }

  /** A text turned into a value; a refusal is kept as a fault and gives undefined. */
  parse<T>(name: string, text: string | undefined, parser: (text: string) => Parsed<T>): T | undefined {
    if (text === undefined) return undefined;
    const parsed = parser(text);
    return 'value' in parsed ? parsed.value : this.fault(name, parsed.problem);
  }

  fault(variable: string, problem: string): undefined {
    this.faults.push({ variable, problem });
  }
}
