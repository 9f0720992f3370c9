/** One JSON log for the process. What the SDK logs of failures holds messages in clear, so only names pass (I12). */
import {
  makeTelemetryFilterString,
  Runtime,
  type LogEntry,
  type Logger as SdkLogger,
} from '@temporalio/worker';
import { pino, type Logger, type LevelWithSilent } from 'pino';

/** The fields of the SDK's log entries that hold names and ids only. */
const safeFields = [
  'workflowId',
  'runId',
  'workflowType',
  'taskQueue',
  'activityType',
  'attempt',
  'sdkComponent',
  'command',
  'code',
  'key',
  'type',
  'fault',
] as const;

export function createLogger(level: LevelWithSilent, name: string): Logger {
  return pino({ level, base: { process: name, pid: process.pid } }, pino.destination(2));
}

function safeMeta(meta: Record<string, unknown> | undefined): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of safeFields) if (meta?.[name] !== undefined) fields[name] = meta[name];
  const error = meta?.['error'];
  if (error instanceof Error) fields['error'] = error.name;
  return fields;
}

/** Sends what the SDK logs into `log`. Once per process, before the first worker. */
export function installRuntime(log: Logger): void {
  const forward = (entry: Pick<LogEntry, 'level' | 'message' | 'meta'>): void => {
    const levels = {
      TRACE: 'trace',
      DEBUG: 'debug',
      INFO: 'info',
      WARN: 'warn',
      ERROR: 'error',
    } as const;
    log[levels[entry.level]]({ ...safeMeta(entry.meta), sdk: true }, entry.message);
  };
  const write =
    (level: LogEntry['level']) =>
    (message: string, meta?: Record<string, unknown>): void => {
      if (level !== 'DEBUG' && level !== 'TRACE')
        forward({ level, message, ...(meta === undefined ? {} : { meta }) });
    };
  const logger: SdkLogger = {
    log: (level, message, meta) => {
      write(level)(message, meta);
    },
    trace: write('TRACE'),
    debug: write('DEBUG'),
    info: (message, meta) => {
      log.debug({ ...safeMeta(meta), sdk: true }, message);
    },
    warn: write('WARN'),
    error: write('ERROR'),
  };
  Runtime.install({
    logger,
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
    shutdownSignals: [],
  });
}
