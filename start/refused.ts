/** The product cannot start for a reason outside the program; the message is one sentence for the operator. */
export class StartRefused extends Error {
  override name = 'StartRefused';

  /** `said`: a child process has written the sentence already. */
  constructor(
    message: string,
    readonly said = false,
  ) {
    super(message);
  }
}
