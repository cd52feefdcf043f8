import type { BsonDocument } from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import { encodeReply, type Message } from '../wire/messages.ts';
import { aggregate } from './aggregate-command.ts';
import { collectionCommands } from './collection-commands.ts';
import type { CommandContext, Commands } from './context.ts';
import { explain } from './explain-command.ts';
import { readCommands } from './read-commands.ts';
import { CommandRequest } from './request.ts';
import { serverCommands } from './server-commands.ts';
import { writeCommands } from './write-commands.ts';

const COMMANDS: Commands = {
  ...serverCommands,
  ...readCommands,
  ...writeCommands,
  ...collectionCommands,
  aggregate,
  explain,
};

const OF_TRANSACTIONS = ['txnNumber', 'startTransaction', 'autocommit', 'stmtId'];

function refuseTransaction({ body }: Message): void {
  if (OF_TRANSACTIONS.some((name) => body.get(name) !== undefined)) throw notSupported('a transaction');
}

async function run(message: Message, context: CommandContext): Promise<Uint8Array> {
  if (message.fault) throw message.fault;
  const name = message.body.firstName() ?? '';
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new CommandError(59, `no such command: '${name}'`);
  refuseTransaction(message);
  const request = new CommandRequest(message, name);
  const reply = await command(request, context);
  return reply instanceof Uint8Array ? reply : encodeReply(reply);
}

function errorReply(error: unknown): BsonDocument {
  if (!(error instanceof CommandError)) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: 0, errmsg: message, code: 1, codeName: 'InternalError' };
  }
  return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details };
}

/** The reply to a message; every failure of a command becomes one as well. */
export async function answer(message: Message, context: CommandContext): Promise<Uint8Array> {
  try {
    return await run(message, context);
  } catch (error) {
    return encodeReply(errorReply(error));
  }
}
