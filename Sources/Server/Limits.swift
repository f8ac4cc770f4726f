/// What one daemon takes from its clients. Each limit has a stated answer when it is reached.
package struct Limits: Sendable {
  /// Longest frame, bytes; a longer one is refused before anything is allocated for it.
  package var frameBytesMaximum = 1 << 20
  /// Commands of one batch; more is a malformed frame.
  package var batchCommandsMaximum = 1_000
  /// Commands of one connection in flight; beyond it the socket is not read.
  package var commandsInFlightPerConnection = 1_024
  /// Commands in flight in the whole daemon; beyond it `BUSY`.
  package var commandsInFlight = 8_192
  /// Queries of one connection in flight; beyond it `BUSY`.
  package var queriesInFlightPerConnection = 64
  /// Tails of one connection; beyond it `BUSY`.
  package var tailsPerConnection = 16
  package var connections = 256
  package var connectionsPerUser = 64
  /// Bytes waiting for one client; beyond it the connection is closed.
  package var outboundBytesMaximum = 16 << 20
  /// Beyond this, whoever can wait with sending, waits.
  package var outboundBytesComfortable = 1 << 20
  package var helloSeconds: Int64 = 5
  /// A frame once started must be whole by then.
  package var frameSeconds: Int64 = 10
  /// How long a client that was let go may take to read why.
  package var lingerSeconds: Int64 = 1
  package var idleSeconds: Int64 = 300

  package init() {}
}
