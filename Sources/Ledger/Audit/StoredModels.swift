package import EventLog
package import Sealing

/// The state that a directory keeps beside its log, as an auditor meets it.
package enum StoredModels: Sendable {
  /// No checkpoint is there.
  case none
  /// One is there, and nothing would start from it; why.
  case unusable(String)
  /// What it holds, and up to which record of which log.
  case digests(ModelDigests, at: UInt64, root: Digest)

  /// Reads the checkpoint of the ledger at `directory` and lets go of all but its digests.
  ///
  /// - Parameter head: where the log ends, which it must not pass.
  package static func look(
    in directory: String, notBeyond head: UInt64, keys: TextKeys?
  ) -> StoredModels {
    do throws(CheckpointFault) {
      let contents = try Checkpoint.load(from: directory, notBeyond: head, keys: keys)
      guard let contents else { return .none }
      return .digests(
        ModelDigests(of: contents.recovered), at: contents.frontier.count,
        root: contents.frontier.root)
    } catch {
      return .unusable(error.explained(withoutKeys: keys == nil))
    }
  }

  /// The position at which they can be compared; 0: nowhere.
  package var position: UInt64 {
    if case .digests(_, let position, _) = self { position } else { 0 }
  }
}

extension CheckpointFault {
  /// Who lacks the keys of texts cannot read what a daemon has written, whatever it looks like.
  func explained(withoutKeys: Bool) -> String {
    withoutKeys
      ? "names of people may be sealed in it, and there are no keys of texts here: \(self)"
      : description
  }
}
