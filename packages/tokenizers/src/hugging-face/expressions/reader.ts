import type { Expression, Refuse } from './tree.js';

/** What a dialect reads in its own way. */
export interface Dialect {
  /** What stands after `(?`, the reader being behind these two; reads up to the closing bracket and takes it. */
  group(reader: ExpressionReader): Expression;
  /** An escape outside a class, the reader being behind the backslash. */
  escape(reader: ExpressionReader): Expression;
  /** A class, the reader being behind the opening bracket. */
  characterClass(reader: ExpressionReader): Expression;
  /** A single character that is none of the above. */
  literal(value: string, reader: ExpressionReader): Expression;
  /** What a quantifier and a `?` or `+` behind it make of `part`. */
  quantify(part: Expression, quantifier: Quantifier, reader: ExpressionReader): Expression;
}

export interface Quantifier {
  readonly minimum: number;
  readonly maximum: number;
  readonly suffix: '' | '?' | '+';
  /** Whether it was written in braces. */
  readonly braces: boolean;
}

/** Reads what the dialects have in common: alternatives, sequences, groups and quantifiers. */
export class ExpressionReader {
  position = 0;

  constructor(
    readonly source: string,
    readonly dialect: Dialect,
    /** Refuses the pattern for the given reason. */
    readonly refuse: Refuse,
  ) {}

  /** The whole pattern. */
  read(): Expression {
    const expression = this.alternatives();
    if (this.position < this.source.length) this.refuse('a ) that closes nothing');
    return expression;
  }

  /** Up to the end or a closing bracket, which is left. */
  alternatives(): Expression {
    const branches = [this.sequence()];
    while (this.take('|')) branches.push(this.sequence());
    return branches.length === 1 ? branches[0]! : { kind: 'either', branches };
  }

  /** The rest of a group with its closing bracket. */
  groupEnd(): Expression {
    const expression = this.alternatives();
    if (!this.take(')')) this.refuse('a ( that is not closed');
    return expression;
  }

  /** The character at the position, as a whole; '' at the end. */
  peek(): string {
    const value = this.source.codePointAt(this.position);
    return value === undefined ? '' : String.fromCodePoint(value);
  }

  /** The character at the position, which is passed. */
  next(): string {
    const character = this.peek();
    this.position += character.length;
    return character;
  }

  /** Passes `text` if it stands at the position. */
  take(text: string): boolean {
    if (!this.source.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  /** Passes what `pattern` (sticky) matches at the position. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.source);
    if (found === null) return undefined;
    this.position += found[0].length;
    return found;
  }

  private sequence(): Expression {
    const parts: Expression[] = [];
    while (this.position < this.source.length && this.peek() !== '|' && this.peek() !== ')') parts.push(this.term());
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  private term(): Expression {
    const part = this.atom();
    const quantifier = this.quantifier();
    if (quantifier === undefined) return part;
    const repeated = this.dialect.quantify(part, quantifier, this);
    if (this.quantifier() !== undefined) this.refuse('a quantifier behind a quantifier');
    return repeated;
  }

  private atom(): Expression {
    if (this.take('(?')) return this.dialect.group(this);
    if (this.take('(')) return this.groupEnd();
    if (this.take('[')) return this.dialect.characterClass(this);
    if (this.take('\\')) return this.dialect.escape(this);
    const value = this.next();
    if ('*+?{}'.includes(value)) this.refuse(`a ${value} that stands alone`);
    return this.dialect.literal(value, this);
  }

  private quantifier(): Quantifier | undefined {
    const found = this.match(/(?:([*+?])|\{(\d*)(,?)(\d*)\})([?+]?)/y);
    if (found === undefined) return undefined;
    const [, symbol, minimum = '', comma, maximum = '', suffix] = found;
    const rest = { suffix: suffix as Quantifier['suffix'], braces: symbol === undefined };
    if (symbol !== undefined) {
      return { minimum: symbol === '+' ? 1 : 0, maximum: symbol === '?' ? 1 : Infinity, ...rest };
    }
    if (minimum === '' && maximum === '') this.refuse(`a ${found[0]} that stands alone`);
    const least = Number(minimum);
    const most = comma === '' ? least : maximum === '' ? Infinity : Number(maximum);
    if (most < least) this.refuse(`the quantifier ${found[0]}`);
    return { minimum: least, maximum: most, ...rest };
  }
}
