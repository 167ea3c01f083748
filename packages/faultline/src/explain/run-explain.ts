import { parseArgs } from 'node:util';
import { createProviders } from '@faultline/providers';
import { curlAnswerOf } from './curl-answer.ts';
import { explain } from './explanation.ts';
import { printExplanation } from './print-explanation.ts';
import { type Question, QuestionError, questionAbout, questionOf } from './question.ts';

export const USAGE = `Usage: faultline explain 503                 a status
       faultline explain ECONNRESET          an error code, or an error's text in quotes
       faultline explain stripe 402          the same at one provider: its id, host or URL
       curl -i URL | faultline explain --curl [provider]

  --json   prints the explanation as JSON
  --help   prints this`;

const OPTIONS = {
  curl: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What the command prints, and its exit code: 0 explained, 2 wrong usage. */
export interface ExplainResult {
  readonly code: 0 | 2;
  readonly lines: readonly string[];
}

/**
 * Runs `faultline explain` on the arguments behind the word.
 *
 * @param readInput - gives all of standard input; called for `--curl` alone
 */
export function runExplain(args: readonly string[], readInput: () => string): ExplainResult {
  try {
    return { code: 0, lines: linesOf(args, readInput) };
  } catch (error) {
    if (error instanceof QuestionError || isParseError(error)) {
      return { code: 2, lines: [(error as Error).message, '', USAGE] };
    }
    throw error;
  }
}

function linesOf(args: readonly string[], readInput: () => string): readonly string[] {
  refuseUnknownOptions(args);
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  if (values.help === true) return [USAGE];
  const question = values.curl === true ? curlQuestion(readInput(), positionals) : questionOf(positionals);
  const explanation = explain(question, createProviders());
  return values.json === true ? [JSON.stringify(explanation, null, 2)] : printExplanation(explanation);
}

function refuseUnknownOptions(args: readonly string[]): void {
  const { tokens } = parseArgs({ args: [...args], strict: false, tokens: true, options: OPTIONS });
  for (const token of tokens) {
    if (token.kind !== 'option' || Object.hasOwn(OPTIONS, token.name)) continue;
    const known = Object.keys(OPTIONS).map((name) => `--${name}`);
    throw new QuestionError(`Unknown option "${token.rawName}". The options are ${known.join(', ')}.`);
  }
}

function curlQuestion(input: string, words: readonly string[]): Question {
  const answer = curlAnswerOf(input);
  if (answer === undefined) {
    throw new QuestionError(
      'Standard input holds no HTTP answer. Write: curl -i URL | faultline explain --curl',
    );
  }
  return questionAbout(answer, words);
}

function isParseError(error: unknown): boolean {
  return (
    error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
  );
}
