import { Code, ConnectError } from '@connectrpc/connect';
import { ErrorCode, ErrorDetailsSchema } from '../gen/badezimmer_pb';

/** Why a command did not happen, as a key of the messages. */
export type FailureReason = 'gone' | 'notUnderstood' | 'offline' | 'refused' | 'deviceFailed' | 'tooSlow' | 'gatewayAway';

export interface Failure {
  reason: FailureReason;
  /** What the gateway or the device said, for who wants to know more. */
  detail: string | undefined;
}

const REASON_OF_ERROR: Record<ErrorCode, FailureReason> = {
  [ErrorCode.DEVICE_NOT_FOUND]: 'gone',
  [ErrorCode.INVALID_COMMAND]: 'notUnderstood',
  [ErrorCode.DEVICE_OFFLINE]: 'offline',
  [ErrorCode.VALIDATION_ERROR]: 'refused',
  [ErrorCode.UNKNOWN_ERROR]: 'deviceFailed',
};

const REASON_OF_STATUS: Partial<Record<Code, FailureReason>> = {
  [Code.NotFound]: 'gone',
  [Code.InvalidArgument]: 'refused',
  [Code.DeadlineExceeded]: 'tooSlow',
  [Code.Internal]: 'deviceFailed',
};

export function failureOf(error: unknown): Failure {
  const { code, rawMessage, ...rest } = ConnectError.from(error);
  const details = ConnectError.from(error).findDetails(ErrorDetailsSchema)[0];
  if (details) return { reason: REASON_OF_ERROR[details.code] ?? 'deviceFailed', detail: details.message || rawMessage };
  // Unavailable without details comes from the way to the gateway, not from the gateway.
  const fromServer = rest.metadata?.has('grpc-status') ?? false;
  const reason = REASON_OF_STATUS[code] ?? (fromServer && code === Code.Unavailable ? 'offline' : 'gatewayAway');
  return { reason, detail: rawMessage || undefined };
}
