/** An option of a command, by its name without the dashes. */
export interface OptionDescription {
  /** What stands for the value in the help, such as `<file>`; a switch has none. */
  readonly value?: string;
  readonly help: string;
  /** Whether it may be given several times. @default false */
  readonly multiple?: boolean;
}

/** A command of the program. */
export interface Command {
  readonly summary: string;
  /** What stands behind the options in the help. */
  readonly operands: string;
  readonly options: Readonly<Record<string, OptionDescription>>;
  /** Further lines of its help. */
  readonly notes?: string;
  run(given: GivenOptions, operands: readonly string[]): Promise<void>;
}

/** What was given on the command line. */
export interface GivenOptions {
  /** The text of an option, if it was given. */
  text(name: string): string | undefined;
  /** All texts of an option that may be given several times. */
  texts(name: string): readonly string[];
  /** Whether a switch was given. */
  has(name: string): boolean;
}
