import { parseArgs } from 'node:util';
import { type Classify, classify } from '@faultline/core';
import { curlAnswerOf } from './curl-answer.ts';
import { explain } from './explanation.ts';
import { printExplanation } from './print-explanation.ts';
import { QuestionError, questionOf, type UrlOf } from './question.ts';

export const USAGE = `Usage: faultline explain 503                 a status
       faultline explain ECONNRESET          an error code, or an error's text in quotes
       faultline explain stripe 402          the same at one provider: its id, host or URL
       curl -i URL | faultline explain --curl [provider]

  --json   prints the explanation as JSON
  --help   prints this`;

/** What the command reads and asks. */
export interface ExplainContext {
  /** All of standard input, read only for `--curl`. */
  readonly readInput: () => string;
  readonly classify?: Classify;
  readonly urlOf?: UrlOf;
}

/** What the command prints, and its exit code: 0 explained, 2 wrong usage. */
export interface ExplainResult {
  readonly code: 0 | 2;
  readonly lines: readonly string[];
}

/** Runs `faultline explain` on the arguments behind the word. */
export function runExplain(args: readonly string[], context: ExplainContext): ExplainResult {
  try {
    return { code: 0, lines: linesOf(args, context) };
  } catch (error) {
    if (error instanceof QuestionError || isParseError(error)) {
      return { code: 2, lines: [(error as Error).message, '', USAGE] };
    }
    throw error;
  }
}

function linesOf(args: readonly string[], context: ExplainContext): readonly string[] {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      curl: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return [USAGE];
  const answer = values.curl === true ? curlAnswerOf(context.readInput()) : undefined;
  if (values.curl === true && answer === undefined) {
    throw new QuestionError(
      'Standard input holds no HTTP answer. Write: curl -i URL | faultline explain --curl',
    );
  }
  const question = questionOf(positionals, context.urlOf ?? (() => undefined), answer);
  const explanation = explain(question, context.classify ?? classify);
  return values.json === true ? [JSON.stringify(explanation, null, 2)] : printExplanation(explanation);
}

function isParseError(error: unknown): boolean {
  return (
    error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
  );
}
