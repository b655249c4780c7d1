import type { z } from 'zod';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What an API token must carry; a session carries all three. */
export type Scope = 'read' | 'write' | 'decide';

/** One answer of an operation. `schema` is null where there is no JSON body (204, a file, a stream). */
export interface AnswerShape {
  readonly description: string;
  readonly schema: z.ZodType | null;
  /** Media type of the body where it is not JSON. */
  readonly mediaType?: string;
}

/** One operation of the HTTP API, in the only place that names its path: router, OpenAPI and console read it. */
export interface Operation {
  /** Unique; the OpenAPI operationId. */
  readonly id: string;
  readonly method: Method;
  /** As OpenAPI writes it: `/api/announcements/{id}`. */
  readonly path: `/api/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly scope: Scope;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** Null where the request has no JSON body. */
  readonly body: z.ZodType | null;
  /** Media type of a body that is not JSON: the handler reads the stream itself. */
  readonly upload?: string;
  /** The edit wants `If-Match` with the ETag that was read. */
  readonly ifMatch?: true;
  readonly answers: Readonly<Record<number, AnswerShape>>;
}

/** Keeps the literal types of one operation, so that handlers are checked against it. */
export const operation = <const O extends Operation>(spec: O): O => spec;

/** What a handler of `O` is given. */
export interface InputOf<O extends Operation> {
  readonly params: z.output<O['params']>;
  readonly query: z.output<O['query']>;
  readonly body: O['body'] extends z.ZodType ? z.output<O['body']> : null;
}

type Status<O extends Operation> = keyof O['answers'] & number;

/** What a handler of `O` may answer: a status of its contract with that status's body. */
export type AnswerOf<O extends Operation> = {
  [S in Status<O>]: {
    readonly status: S;
    readonly body: O['answers'][S]['schema'] extends z.ZodType ? z.input<O['answers'][S]['schema']> : null;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[Status<O>];
