import { create } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { expect, it } from 'vitest';
import { failureOf } from '../src/commands/failure';
import { ErrorCode, ErrorDetailsSchema } from '../src/gen/badezimmer_pb';

const refusal = (code: ErrorCode, status: Code) =>
  new ConnectError('status', status, undefined, [
    { desc: ErrorDetailsSchema, value: create(ErrorDetailsSchema, { code, message: 'as it was said' }) },
  ]);

it.each([
  [ErrorCode.DEVICE_NOT_FOUND, Code.NotFound, 'gone'],
  [ErrorCode.INVALID_COMMAND, Code.InvalidArgument, 'notUnderstood'],
  [ErrorCode.VALIDATION_ERROR, Code.InvalidArgument, 'refused'],
  [ErrorCode.DEVICE_OFFLINE, Code.Unavailable, 'offline'],
  [ErrorCode.UNKNOWN_ERROR, Code.Internal, 'deviceFailed'],
  [99 as ErrorCode, Code.Internal, 'deviceFailed'],
])('error %s is told as %s, %s', (code, status, reason) => {
  expect(failureOf(refusal(code, status))).toEqual({ reason, detail: 'as it was said' });
});

it.each([ErrorCode.DEVICE_OFFLINE, ErrorCode.UNKNOWN_ERROR])('does not call error %s a command that was not carried out when it may have been', (code) => {
  const refused = (sent: string) =>
    new ConnectError('status', Code.Unavailable, undefined, [
      { desc: ErrorDetailsSchema, value: create(ErrorDetailsSchema, { code, message: 'silent', metadata: { sent } }) },
    ]);
  expect(failureOf(refused('true'))).toEqual({ reason: 'tooSlow', detail: 'silent' });
  expect(failureOf(refused('false')).reason).not.toBe('tooSlow');
});

it('tells a status without details by the status', () => {
  expect(failureOf(new ConnectError('slow', Code.DeadlineExceeded)).reason).toBe('tooSlow');
  expect(failureOf(new ConnectError('who?', Code.NotFound)).reason).toBe('gone');
});

it('tells a way that is cut from a device that is offline', () => {
  expect(failureOf(new TypeError('Failed to fetch')).reason).toBe('gatewayAway');
  expect(failureOf(new ConnectError('bad gateway', Code.Unavailable)).reason).toBe('gatewayAway');
});
