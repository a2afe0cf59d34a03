import { Code, ConnectError } from '@connectrpc/connect';
import { own } from '../devices/own';
import { ErrorCode, ErrorDetailsSchema } from '../gen/badezimmer_pb';

/** Why a command failed, as a key of the messages. After `tooSlow` and `gatewayAway` the device may have carried it out. */
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
  // The gateway says whether the device may have received the command that it did not answer.
  if (details && own(details.metadata, 'sent') === 'true') return { reason: 'tooSlow', detail: details.message || rawMessage };
  if (details) return { reason: REASON_OF_ERROR[details.code] ?? 'deviceFailed', detail: details.message || rawMessage };
  // Unavailable without details comes from the way to the gateway, not from the gateway.
  const fromServer = rest.metadata?.has('grpc-status') ?? false;
  const reason = REASON_OF_STATUS[code] ?? (fromServer && code === Code.Unavailable ? 'offline' : 'gatewayAway');
  return { reason, detail: rawMessage || undefined };
}
