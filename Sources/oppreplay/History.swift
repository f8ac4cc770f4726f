import EventLog
import Ledger

/// Opens a ledger's directory or an archive for reading only.
func openHistory(_ path: String) throws -> any ReplaySource {
  do throws(LogError) {
    return try ReplaySources.open(path)
  } catch {
    throw Refusal(.log(error))
  }
}
