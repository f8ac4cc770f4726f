import EventLog
import Ledger
import SignedNotes

/// The newest head in a ledger's directory, to be read before its log is.
func ownHead(of directory: String) throws -> SignedHead? {
  do throws(LogError) {
    return try SignedHeads.last(in: directory)
  } catch {
    throw Refusal(.log(error))
  }
}

/// Opens a ledger's directory or an archive for reading only.
func openHistory(_ path: String) throws -> any ReplaySource {
  do throws(LogError) {
    return try ReplaySources.open(path)
  } catch {
    throw Refusal(.log(error))
  }
}
