/** Options of {@link register} that cannot work. The message quotes each bad value and says what to write instead. */
export class OptionError extends TypeError {
  override readonly name = 'OptionError';

  constructor(problems: readonly string[]) {
    super(`Faultline cannot start: ${problems.join(' ')}`);
  }
}
