export type SimulatorErrorCode = 'BAD_REQUEST' | 'NOT_FOUND';

/** A request the simulators do not understand. */
export class SimulatorError extends Error {
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string) {
    super(message);
    this.name = 'SimulatorError';
    this.code = code;
  }
}
